import type { Round, RoundAnswer } from '@footbridge/contract/rounds.ts';
import { t } from '../../kit/text/t.ts';
import { Section } from '../../kit/ui/page/Page.tsx';
import { AnswerCard } from './AnswerCard.tsx';
import { KeepAnswers } from './KeepAnswers.tsx';
import { YesPlease } from './YesPlease.tsx';

function Hidden({ round }: { round: Round }) {
  return (
    <p className="round-hidden">
      {t('rounds.notYet')} {round.facilitating && t('rounds.notYetOwn')}
    </p>
  );
}

function OthersAnswers({
  round,
  answers,
  onChanged,
}: {
  round: Round;
  answers: RoundAnswer[];
  onChanged: () => void;
}) {
  const others = answers.filter((answer) => !answer.mine);
  if (others.length === 0) {
    return <p className="soft">{t(round.over ? 'rounds.noAnswersOver' : 'rounds.noAnswers')}</p>;
  }
  return (
    <ul className="answers">
      {others.map((answer) => (
        <li key={answer.id}>
          <AnswerCard answer={answer} linked>
            <YesPlease answer={answer} onChanged={onChanged} />
          </AnswerCard>
        </li>
      ))}
    </ul>
  );
}

/** The answers of the others, or why they are not shown yet. */
export function Answers({ round, onChanged }: { round: Round; onChanged: () => void }) {
  const { answers } = round;
  return (
    <Section title={t('rounds.answers')}>
      {answers === null ? (
        <Hidden round={round} />
      ) : (
        <>
          {round.over && !round.answered && <p className="soft small">{t('rounds.overUnanswered')}</p>}
          <OthersAnswers round={round} answers={answers} onChanged={onChanged} />
          {answers.length > 0 && <KeepAnswers round={round} answers={answers} />}
        </>
      )}
    </Section>
  );
}
