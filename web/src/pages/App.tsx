import { Suspense, type ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { ConnectionBanner } from '../features/chat/connection/ConnectionBanner.tsx';
import { SpaceList } from '../features/spaces/list/SpaceList.tsx';
import { useStore } from '../kit/store.ts';
import { t } from '../kit/text/t.ts';
import { later } from '../kit/ui/later.ts';
import { Loading } from '../kit/ui/Spinner.tsx';
import type { Client } from '../client.ts';
import { ClientProvider, SignedIn, useClient, usePhase } from './ClientContext.tsx';
import { Frame } from './frame/Frame.tsx';
import { PublicPage } from './public/PublicPage.tsx';
import { SignInPage } from './public/SignInPage.tsx';

const PolicyBanner = later(async () => (await import('../features/policies/PolicyBanner.tsx')).PolicyBanner);
const SetUpPage = later(async () => (await import('./public/SetUpPage.tsx')).SetUpPage);
const SignInLinkPage = later(async () => (await import('./public/SignInLinkPage.tsx')).SignInLinkPage);
const InvitationPage = later(async () => (await import('./public/InvitationPage.tsx')).InvitationPage);

const RoundLinkPage = later(async () => (await import('./public/RoundLinkPage.tsx')).RoundLinkPage);

/** A new session begins with a fresh page: nothing of whoever used this browser before is in its memory. */
const begin = () => window.location.replace('/');

function Inside({ children }: { children: ReactNode }) {
  const phase = usePhase();
  const wasIn = useStore(useClient().me, (me) => me !== null);
  if (phase === 'signedOut') return <SignInPage ended={wasIn} onSignedIn={() => window.location.reload()} />;
  if (phase === 'unreachable') {
    return (
      <PublicPage title={t('frame.unreachable')}>
        <p>{t('frame.unreachableWords')}</p>
      </PublicPage>
    );
  }
  if (phase === 'starting') return <Loading label={t('frame.starting')} />;
  return (
    <SignedIn>
      <Frame
        spaces={<SpaceList />}
        notice={
          <>
            <ConnectionBanner />
            <Suspense>
              <PolicyBanner />
            </Suspense>
          </>
        }
      >
        {children}
      </Frame>
    </SignedIn>
  );
}

/** Pages that open without a session have their own addresses; every other one asks for one first. */
export function App({ startedClient, children }: { startedClient: () => Client; children: ReactNode }) {
  return (
    <Suspense fallback={<Loading label={t('frame.starting')} />}>
      <Switch>
        <Route path="/setup">
          <SetUpPage onSignedIn={begin} />
        </Route>
        <Route path="/sign-in/link">
          <SignInLinkPage onSignedIn={begin} />
        </Route>
        <Route path="/invitation">
          <InvitationPage onSignedIn={begin} />
        </Route>
        <Route path="/round" component={RoundLinkPage} />
        <Route>
          {() => (
            <ClientProvider client={startedClient()}>
              <Inside>{children}</Inside>
            </ClientProvider>
          )}
        </Route>
      </Switch>
    </Suspense>
  );
}
