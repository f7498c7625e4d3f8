import { letter } from '../../kit/mail/letter.ts';
import type { Mail } from '../../kit/mail/mailer.ts';
import { words } from '../../kit/text/words.ts';
import { roundLink } from './links/queries.ts';
import { dayOf } from './rules.ts';

export interface RoundLetter {
  email: string;
  question: string;
  facilitator: string;
  organisation: string;
  endsAt: string;
}

/** The question to somebody without an account, with a link of their own. */
export function askingMail(
  round: RoundLetter,
  { publicUrl, secret }: { publicUrl: string; secret: string },
): Mail {
  const { email, question, facilitator, organisation } = round;
  return {
    to: email,
    subject: words('rounds.mailSubject', { facilitator }),
    ...letter({
      greeting: words('mail.greetingUnknown', {}),
      paragraphs: [
        words('rounds.mailWords', { facilitator, organisation }),
        question,
        words('rounds.mailHow', { until: dayOf(round.endsAt) }),
      ],
      action: { label: words('rounds.mailDo', {}), url: roundLink(publicUrl, secret) },
      closing: words('rounds.mailClosing', { facilitator }),
    }),
  };
}

export interface YesLetter {
  email: string;
  brings: string;
  name: string;
  organisation: string;
  address: string;
}

/** 'Yes please' to somebody without an account: who said it, to what, and where to answer. */
export function yesMail({ email, brings, name, organisation, address }: YesLetter): Mail {
  return {
    to: email,
    subject: words('rounds.yesMailSubject', { name }),
    ...letter({
      greeting: words('mail.greetingUnknown', {}),
      paragraphs: [words('rounds.yesMailWords', { name, organisation }), brings],
      action: { label: words('rounds.yesMailDo', { name }), url: `mailto:${address}` },
      closing: words('rounds.yesMailClosing', {}),
    }),
  };
}
