import { type Meetings, leavePairings, listPairings } from '@footbridge/contract/pairings.ts';
import { Avoided } from '../../features/pairings/Avoided.tsx';
import { Hours } from '../../features/pairings/Hours.tsx';
import { PairingCard } from '../../features/pairings/PairingCard.tsx';
import { StepTabs } from '../../features/steps/StepTabs.tsx';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { useLoad } from '../../kit/api/useLoad.ts';
import { useHeard } from '../../kit/live/LiveContext.tsx';
import { t } from '../../kit/text/t.ts';
import { longDay } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { useAnnouncer } from '../../kit/ui/Announcer.tsx';
import { Button } from '../../kit/ui/Button.tsx';
import { EmptyState } from '../../kit/ui/EmptyState.tsx';
import { Page, Section } from '../../kit/ui/page/Page.tsx';
import { LoadedView, ProblemNote } from '../../kit/ui/Problem.tsx';
import '../../features/pairings/pairings.css';

interface PartProps {
  meetings: Meetings;
  onChanged: (meetings: Meetings) => void;
}

function Leave({ onChanged }: Pick<PartProps, 'onChanged'>) {
  const call = useCall();
  const { toast } = useAnnouncer();
  const leave = useAction(async () => {
    onChanged(await call(leavePairings));
    toast(t('pairings.left'));
  });
  return (
    <Section title={t('pairings.leave')} hint={t('pairings.leaveHint')}>
      <Button tone="danger" busy={leave.busy} onClick={() => void leave.run()}>
        {t('pairings.leave')}
      </Button>
      <ProblemNote words={leave.failure} />
    </Section>
  );
}

function Whole({ meetings, onChanged, onAsk }: PartProps & { onAsk: () => void }) {
  const now = useNow();
  const { participation, pairings, nextAt } = meetings;
  return (
    <>
      {pairings.length > 0 && (
        <Section title={t('pairings.offered')}>
          {pairings.map((pairing) => (
            <PairingCard key={pairing.id} pairing={pairing} onChanged={onAsk} />
          ))}
        </Section>
      )}
      {pairings.length === 0 && participation !== null && (
        <EmptyState title={t('pairings.nobody')}>
          {t('pairings.nobodyWords', { day: longDay(nextAt, now) })}
        </EmptyState>
      )}
      <Section title={t(participation === null ? 'pairings.joinTitle' : 'pairings.hours')}>
        <Hours key={JSON.stringify(participation?.hours)} meetings={meetings} onChanged={onChanged} />
      </Section>
      <Section title={t('pairings.avoided')} hint={t('pairings.avoidedHint')}>
        <Avoided />
      </Section>
      {participation !== null && <Leave onChanged={onChanged} />}
    </>
  );
}

/** Meeting people of other organisations by chance: taking part, and whom I am offered. */
export function MeetingsPage() {
  const call = useCall();
  const loaded = useLoad((signal) => call(listPairings, { signal }), []);
  useHeard(['pairingChanged'], loaded.reload);
  return (
    <Page title={t('pairings.meetings')}>
      <StepTabs />
      <p className="meetings-about soft">{t('pairings.about')}</p>
      <LoadedView loaded={loaded} lines={8}>
        {(meetings) => <Whole meetings={meetings} onChanged={loaded.replace} onAsk={loaded.reload} />}
      </LoadedView>
    </Page>
  );
}
