import { type Waiting, WAITING_MAX, getHome } from '@footbridge/contract/home.ts';
import type { Me } from '@footbridge/contract/people.ts';
import type { Space } from '@footbridge/contract/spaces.ts';
import { useMe } from '../../features/people/MeContext.tsx';
import { MovedSpaces, WaitingSpaces } from '../../features/spaces/moved/MovedSpaces.tsx';
import { hasMoved, waitsForMe } from '../../features/spaces/moved/rules.ts';
import { useMySpaces } from '../../features/spaces/SpacesContext.tsx';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useLoad } from '../../kit/api/useLoad.ts';
import { useHeard } from '../../kit/live/LiveContext.tsx';
import { t } from '../../kit/text/t.ts';
import { longDay } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { Page, Section } from '../../kit/ui/page/Page.tsx';
import { LoadedView } from '../../kit/ui/Problem.tsx';
import { HomeStep } from './HomeStep.tsx';
import { HomeThreads } from './HomeThreads.tsx';
import { WaitingRow } from '../../features/home/WaitingRow.tsx';

function greeting(me: Me, now: Date): string {
  const name = me.name.split(' ')[0] ?? me.name;
  const hour = now.getHours();
  if (hour >= 5 && hour < 12) return t('home.morning', { name });
  return t(hour >= 12 && hour < 18 ? 'home.afternoon' : 'home.evening', { name });
}

/** Whatever may let something wait for me, or let it wait no longer. */
const CHANGES = [
  'roundChanged',
  'stepChanged',
  'agreementChanged',
  'policyChanged',
  'normsChanged',
  'charterChanged',
  'charterAccepted',
  'charterAsked',
  'thanksChanged',
  'goodWorkChanged',
  'pairingChanged',
  'caseChanged',
];

/** What somebody waits for, the nearest first, and after it where I am named. */
function Waits({ waiting, spaces }: { waiting: readonly Waiting[]; spaces: readonly Space[] }) {
  if (waiting.length + spaces.length === 0) return null;
  return (
    <Section title={t('home.waits')}>
      {waiting.length > 0 && (
        <ul className="rows">
          {waiting.map((one, at) => (
            <WaitingRow key={`${one.kind} ${one.subjectId}`} waiting={one} first={at === 0} />
          ))}
        </ul>
      )}
      {waiting.length >= WAITING_MAX && <p className="soft small home-more">{t('home.waitingMore')}</p>}
      {spaces.length > 0 && <WaitingSpaces spaces={spaces} />}
    </Section>
  );
}

function Moved({ spaces }: { spaces: readonly Space[] }) {
  if (spaces.length === 0) return null;
  return (
    <Section title={t('home.moved')}>
      <MovedSpaces spaces={spaces} />
    </Section>
  );
}

/** Today: what waits for me, what moved, one suggestion. It ends. */
export function HomePage() {
  const me = useMe();
  const now = useNow();
  const spaces = useMySpaces();
  const call = useCall();
  const home = useLoad((signal) => call(getHome, { signal }), []);
  useHeard(CHANGES, home.reload);
  const naming = spaces.filter(waitsForMe);
  const moved = spaces.filter(hasMoved);
  return (
    <Page title={greeting(me, now)} over={longDay(now, now)}>
      <LoadedView loaded={home}>{({ waiting }) => <Waits waiting={waiting} spaces={naming} />}</LoadedView>
      <Moved spaces={moved} />
      <HomeThreads />
      {home.data?.waiting.length === 0 && naming.length + moved.length === 0 && (
        <p className="home-nothing">{t('home.nothing')}</p>
      )}
      {home.data && <HomeStep me={me} spaces={spaces} suggestion={home.data.suggestion} />}
      <p className="home-end soft small">{t('home.end')}</p>
    </Page>
  );
}
