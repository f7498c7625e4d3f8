import type { Waiting } from '@footbridge/contract/home.ts';
import { NameIn } from '../together/NameIn.tsx';
import { t } from '../../kit/text/t.ts';
import { day } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { ButtonLink } from '../../kit/ui/Button.tsx';
import { Face } from '../../kit/ui/Face.tsx';
import { WaitingMark } from './WaitingMark.tsx';

const NAME = '{name}';

/** Who asks what of me, with their organisation; where nobody asks, what it is about. */
function Sentence({ waiting: { kind, from } }: { waiting: Waiting }) {
  if (from === null) return <b>{t(`home.${kind}Alone`)}</b>;
  return <NameIn words={t(`home.${kind}`, { name: NAME })} placeholder={NAME} person={from} />;
}

/** What else to know before opening it: its title, until when, and what happens with the answer. */
function Details({ waiting: { kind, title, dueAt } }: { waiting: Waiting }) {
  const now = useNow();
  return (
    <p className="soft small">
      {title !== '' && <span className="waiting-title">{t('home.waitingTitle', { title })} </span>}
      {dueAt !== null && `${t('home.waitingUntil', { day: day(dueAt, now) })} `}
      {t(`home.${kind}Words`)}
    </p>
  );
}

/** One thing that waits, as a row of a list; the nearest is the one to begin with. */
export function WaitingRow({ waiting, first }: { waiting: Waiting; first: boolean }) {
  const { from, kind, title, href } = waiting;
  return (
    <li>
      {from === null ? <WaitingMark kind={kind} /> : <Face name={from.name} hue={from.organisation.hue} />}
      <div>
        <p>
          <Sentence waiting={waiting} />
        </p>
        <Details waiting={waiting} />
      </div>
      <ButtonLink href={href} tone={first ? 'primary' : 'plain'}>
        {t(`home.${kind}Do`)}
        <span className="unseen"> {title}</span>
      </ButtonLink>
    </li>
  );
}
