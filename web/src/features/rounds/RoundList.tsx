import { type RoundSummary, listRounds } from '@footbridge/contract/rounds.ts';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { useLoad } from '../../kit/api/useLoad.ts';
import { useHeard } from '../../kit/live/LiveContext.tsx';
import { t } from '../../kit/text/t.ts';
import { Button } from '../../kit/ui/Button.tsx';
import { Section } from '../../kit/ui/page/Page.tsx';
import { LoadedView, ProblemNote } from '../../kit/ui/Problem.tsx';
import { RoundFacts } from './RoundFacts.tsx';
import './rounds.css';

/** Only my own part in it is said, and never that of others. */
function myPart({ over, answered, wavedAway }: RoundSummary): string | null {
  if (answered) return t('rounds.youAnswered');
  return wavedAway && !over ? t('rounds.notThisTimeSaid') : null;
}

function RoundRow({ round }: { round: RoundSummary }) {
  const part = myPart(round);
  return (
    <li>
      <div>
        <b>{round.question}</b>
        <p className="soft small">
          <RoundFacts round={round} />
        </p>
      </div>
      {part !== null && <span className="soft small">{part}</span>}
      <Link className="row-link" href={`/rounds/${round.id}`} aria-label={round.question} />
    </li>
  );
}

/** Rounds of one kind, newest first. Shows nothing where there are none, unless `empty` says what to show then. */
export function RoundList({
  which,
  title,
  empty = null,
}: {
  which: 'open' | 'mine' | 'over';
  title: string;
  empty?: ReactNode;
}) {
  const call = useCall();
  const rounds = useLoad((signal) => call(listRounds, { query: { which }, signal }), [which]);
  useHeard(['roundChanged'], rounds.reload);
  const more = useAction(async (after: string) => {
    const page = await call(listRounds, { query: { which, after } });
    rounds.replace({ rounds: [...(rounds.data?.rounds ?? []), ...page.rounds], next: page.next });
  });
  return (
    <LoadedView loaded={rounds} lines={2}>
      {({ rounds: list, next }) =>
        list.length === 0 ? (
          empty
        ) : (
          <Section title={title}>
            <ul className="rows linked">
              {list.map((round) => (
                <RoundRow key={round.id} round={round} />
              ))}
            </ul>
            <ProblemNote words={more.failure} />
            {next !== null && (
              <Button busy={more.busy} onClick={() => void more.run(next)} className="more">
                {t('rounds.more')}
              </Button>
            )}
          </Section>
        )
      }
    </LoadedView>
  );
}
