import { letter } from '../../kit/mail/letter.ts';
import type { Mail } from '../../kit/mail/mailer.ts';
import { words } from '../../kit/text/words.ts';
import type { Reminded } from './queries.ts';

/** The reminder to somebody who has not accepted yet. */
export function policyReminder(person: Reminded, policyId: string, publicUrl: string): Mail {
  const { title, summary } = person;
  return {
    to: person.email,
    subject: words('policies.mailSubject', { title }),
    ...letter({
      greeting: words('mail.greeting', { name: person.name }),
      paragraphs: [words('policies.mailWords', { title }), summary],
      action: { label: words('policies.mailDo', {}), url: `${publicUrl}/policies/${policyId}` },
      closing: words('policies.mailClosing', {}),
    }),
  };
}
