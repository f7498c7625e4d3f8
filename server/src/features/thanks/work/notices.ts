import type { GoodWork } from '@footbridge/contract/thanks.ts';
import { letter } from '../../../kit/mail/letter.ts';
import type { Mail } from '../../../kit/mail/mailer.ts';
import { words } from '../../../kit/text/words.ts';

/** Lines of one mail; the page has all of them. */
const LINES_MAX = 40;

/** What was noticed in a week, for somebody who did not see it happen. */
export function goodWorkMail(
  to: { name: string; email: string },
  { week, from, works, publicUrl }: { week: string; from: string; works: GoodWork[]; publicUrl: string },
): Mail {
  const lines = works.slice(0, LINES_MAX).map(({ person, namedBy, line }) =>
    words('thanks.mailLine', {
      line,
      name: person.name,
      organisation: person.organisation.name,
      by: namedBy.name,
    }),
  );
  return {
    to: to.email,
    subject: words('thanks.mailSubject', { from }),
    ...letter({
      greeting: words('mail.greeting', { name: to.name }),
      paragraphs: [words('thanks.mailWords', {}), ...lines],
      action: { label: words('thanks.mailDo', {}), url: `${publicUrl}/thanks/week/${week}` },
      closing: words('thanks.mailClosing', { address: `${publicUrl}/settings` }),
    }),
  };
}
