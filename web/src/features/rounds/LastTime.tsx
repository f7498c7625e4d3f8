import type { RoundAnswer } from '@footbridge/contract/rounds.ts';
import type { ReactNode } from 'react';
import { t } from '../../kit/text/t.ts';
import { Section } from '../../kit/ui/page/Page.tsx';
import { AnswerCard } from './AnswerCard.tsx';
import { OutcomeForm, type SaidOutcome } from './OutcomeForm.tsx';

/** The answers of the round before with what became of them; mine first, because it asks something of me. */
export function LastTime({
  answers,
  linked,
  onSay,
  beside,
}: {
  answers: RoundAnswer[];
  linked: boolean;
  onSay: (answerId: string, said: SaidOutcome) => Promise<unknown>;
  beside?: ReactNode;
}) {
  if (answers.length === 0) return null;
  const mineFirst = answers.toSorted((one, other) => Number(other.mine) - Number(one.mine));
  return (
    <Section title={t('rounds.lastTime')} hint={t('rounds.lastTimeWords')}>
      <ul className="answers">
        {mineFirst.map((answer) => (
          <li key={answer.id}>
            <AnswerCard answer={answer} linked={linked}>
              {answer.mine && <OutcomeForm answer={answer} onSay={(said) => onSay(answer.id, said)} />}
              {!answer.mine && answer.outcome === null && (
                <p className="soft small">{t('rounds.outcomeNone')}</p>
              )}
            </AnswerCard>
          </li>
        ))}
      </ul>
      {beside}
    </Section>
  );
}
