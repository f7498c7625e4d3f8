import type { RoundAnswer } from '@footbridge/contract/rounds.ts';
import type { ReactNode } from 'react';
import { t } from '../../kit/text/t.ts';
import { day } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { Face } from '../../kit/ui/Face.tsx';
import { PersonName } from '../people/PersonName.tsx';
import { outcomeWords } from './rules.ts';
import './rounds.css';

function Part({ label, text }: { label: string; text: string }) {
  if (text === '') return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd>{text}</dd>
    </div>
  );
}

/** What became of an answer, as its author says. */
function OutcomeLine({ outcome }: { outcome: NonNullable<RoundAnswer['outcome']> }) {
  return (
    <p className="answer-outcome">
      <b>{outcomeWords(outcome.kind)}</b>
      {outcome.line !== '' && <span>{outcome.line}</span>}
    </p>
  );
}

/** One person's answer. What can be done with it stands below it. */
export function AnswerCard({
  answer,
  linked,
  children,
}: {
  answer: RoundAnswer;
  /** Leads from the name to the person's card; not for those who have no account themselves. */
  linked: boolean;
  children?: ReactNode;
}) {
  const now = useNow();
  const { author, brings, bettersMe, easyBecause, changedAt, outcome } = answer;
  return (
    <article className="answer" aria-label={author.name}>
      <header>
        <Face name={author.name} hue={author.organisation.hue} size="small" />
        <PersonName person={author} link={linked && author.account} withoutAccount={!author.account} />
        {changedAt !== null && (
          <span className="soft small">{t('rounds.changed', { day: day(changedAt, now) })}</span>
        )}
      </header>
      <p className="answer-brings">{brings}</p>
      <dl>
        <Part label={t('rounds.bettersMe')} text={bettersMe} />
        <Part label={t('rounds.easyBecause')} text={easyBecause} />
      </dl>
      {outcome !== null && <OutcomeLine outcome={outcome} />}
      {children}
    </article>
  );
}
