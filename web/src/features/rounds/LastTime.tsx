import type { RoundAnswer } from '@footbridge/contract/rounds.ts';
import type { ReactNode } from 'react';
import { t } from '../../kit/text/t.ts';
import { Section } from '../../kit/ui/page/Page.tsx';
import { AnswerCard } from './AnswerCard.tsx';
import { OutcomeForm, type SaidOutcome } from './OutcomeForm.tsx';

/** What I answered last time, and the question to me alone what became of it. */
export function MyLastTime({
  answers,
  linked,
  onSay,
}: {
  answers: RoundAnswer[];
  linked: boolean;
  onSay: (answerId: string, said: SaidOutcome) => Promise<unknown>;
}) {
  const answer = answers.find((one) => one.mine);
  if (answer === undefined) return null;
  return (
    <Section title={t('rounds.yourLastTime')}>
      <AnswerCard answer={answer} linked={linked}>
        <OutcomeForm answer={answer} onSay={(said) => onSay(answer.id, said)} />
      </AnswerCard>
    </Section>
  );
}

/** What the others answered in the round before, with what became of it. */
export function LastTime({
  answers,
  linked,
  beside,
}: {
  answers: RoundAnswer[];
  linked: boolean;
  beside?: ReactNode;
}) {
  const others = answers.filter((one) => !one.mine);
  if (others.length === 0) return null;
  return (
    <Section title={t('rounds.lastTime')} hint={t('rounds.lastTimeWords')}>
      <ul className="answers">
        {others.map((answer) => (
          <li key={answer.id}>
            <AnswerCard answer={answer} linked={linked}>
              {answer.outcome === null && <p className="soft small">{t('rounds.outcomeNone')}</p>}
            </AnswerCard>
          </li>
        ))}
      </ul>
      {beside}
    </Section>
  );
}
