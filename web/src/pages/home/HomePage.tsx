import type { Me } from '@footbridge/contract/people.ts';
import { useMe } from '../../features/people/MeContext.tsx';
import { WaitingSpaces, MovedSpaces } from '../../features/spaces/moved/MovedSpaces.tsx';
import { hasMoved, waitsForMe } from '../../features/spaces/moved/rules.ts';
import { useMySpaces } from '../../features/spaces/SpacesContext.tsx';
import { t } from '../../kit/text/t.ts';
import { longDay } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { Page, Section } from '../../kit/ui/page/Page.tsx';
import { HomeHint } from './HomeHint.tsx';
import { HomeThreads } from './HomeThreads.tsx';

function greeting(me: Me, now: Date): string {
  const name = me.name.split(' ')[0] ?? me.name;
  const hour = now.getHours();
  if (hour >= 5 && hour < 12) return t('home.morning', { name });
  return t(hour >= 12 && hour < 18 ? 'home.afternoon' : 'home.evening', { name });
}

/** Today: what waits for me, what moved, one suggestion. It ends. */
export function HomePage() {
  const me = useMe();
  const now = useNow();
  const spaces = useMySpaces();
  const waiting = spaces.filter(waitsForMe);
  const moved = spaces.filter(hasMoved);
  return (
    <Page title={greeting(me, now)} over={longDay(now, now)}>
      {waiting.length > 0 && (
        <Section title={t('home.waits')}>
          <WaitingSpaces spaces={waiting} />
        </Section>
      )}
      {moved.length > 0 && (
        <Section title={t('home.moved')}>
          <MovedSpaces spaces={moved} />
        </Section>
      )}
      <HomeThreads />
      {waiting.length + moved.length === 0 && <p className="home-nothing">{t('home.nothing')}</p>}
      <HomeHint me={me} spaces={spaces} />
    </Page>
  );
}
