import { type Round, getRound } from '@footbridge/contract/rounds.ts';
import { CarryOn } from '../../features/rounds/CarryOn.tsx';
import { RoundFacts } from '../../features/rounds/RoundFacts.tsx';
import { RoundView } from '../../features/rounds/RoundView.tsx';
import { useCall } from '../../kit/api/CallContext.tsx';
import { ProblemError } from '../../kit/api/problemError.ts';
import { useLoad } from '../../kit/api/useLoad.ts';
import { useHeard } from '../../kit/live/LiveContext.tsx';
import { t } from '../../kit/text/t.ts';
import { Page } from '../../kit/ui/page/Page.tsx';
import { LoadedView } from '../../kit/ui/Problem.tsx';
import { NotFoundPage } from '../NotFoundPage.tsx';

/** One round, live: answers come as soon as their reader may see them. */
export function RoundPage({ roundId }: { roundId: string }) {
  const call = useCall();
  const loaded = useLoad((signal) => call(getRound, { params: { roundId }, signal }), [roundId]);
  useHeard(['roundChanged'], loaded.reload);
  if (loaded.error instanceof ProblemError && loaded.error.problem.status === 404) return <NotFoundPage />;
  const round = loaded.data;
  const onChanged = (now?: Round) => (now ? loaded.replace(now) : loaded.reload());
  return (
    <Page
      title={round?.question ?? t('rounds.round')}
      over={round && <RoundFacts round={round} />}
      actions={round && <CarryOn round={round} onChanged={onChanged} />}
    >
      <LoadedView loaded={loaded} lines={8}>
        {(data) => <RoundView round={data} onChanged={onChanged} />}
      </LoadedView>
    </Page>
  );
}
