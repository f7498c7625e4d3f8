import { letter } from '../../kit/mail/letter.ts';
import type { Mail } from '../../kit/mail/mailer.ts';
import { words } from '../../kit/text/words.ts';
import { type OpenInvitation, invitationLink } from './queries.ts';
import { dayOf } from './rules.ts';

/** The mail to somebody who has no account yet, or not in this organisation. */
export function invitationMail(
  invitation: OpenInvitation & { email: string },
  { publicUrl, secret }: { publicUrl: string; secret: string },
): Mail {
  const inviter = invitation.inviterName ?? words('kit.product', {});
  const organisation = invitation.organisation.name;
  const spaces = invitation.spaces.map((space) => space.name).join(', ');
  return {
    to: invitation.email,
    subject: words('mail.invitationSubject', { inviter, organisation }),
    ...letter({
      greeting: words('mail.greetingUnknown', {}),
      paragraphs: [
        words('mail.invitationWords', {
          inviter,
          organisation,
          address: publicUrl,
          until: dayOf(invitation.expiresAt),
        }),
        ...(spaces === '' ? [] : [words('mail.invitationSpaces', { spaces })]),
        ...(invitation.claims === null ? [] : [words('mail.invitationClaims', { name: invitation.claims })]),
      ],
      action: { label: words('mail.invitationDo', {}), url: invitationLink(publicUrl, secret) },
      closing: words('mail.invitationClosing', { inviter }),
    }),
  };
}
