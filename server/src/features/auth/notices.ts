import { words } from '../../kit/text/words.ts';
import { letter } from '../../kit/mail/letter.ts';
import type { Mail } from '../../kit/mail/mailer.ts';

/** The mail with a link that signs in. The secret stands after `#`, so it reaches no log of a server or proxy on the way. */
export function signInLinkMail(link: { to: string; name: string; publicUrl: string; secret: string }): Mail {
  return {
    to: link.to,
    subject: words('mail.signInSubject', {}),
    ...letter({
      greeting: words('mail.greeting', { name: link.name }),
      paragraphs: [words('mail.signInWords', { address: link.publicUrl })],
      action: { label: words('mail.signInDo', {}), url: `${link.publicUrl}/sign-in/link#${link.secret}` },
      closing: words('mail.signInClosing', {}),
    }),
  };
}
