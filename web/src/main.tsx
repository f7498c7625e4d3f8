// First of all: they say in which order the layers of every other style sheet count.
import './styles/tokens.css';
import './styles/base.css';
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import '@fontsource-variable/atkinson-hyperlegible-next/wght-italic.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Client } from './client.ts';
import { CallProvider } from './kit/api/CallContext.tsx';
import { createCaller } from './kit/api/call.ts';
import { Announcer } from './kit/ui/Announcer.tsx';
import { App } from './pages/App.tsx';
import { BrokenPage } from './pages/BrokenPage.tsx';
import { startPageClient } from './pages/ClientContext.tsx';
import { Routes } from './routes.tsx';

let client: Client | undefined;
const call = createCaller({
  onProblem: ({ code }) => {
    if (code === 'signInNeeded') client?.sessionEnded();
  },
});

/** Only pages that need a session start it: who opens an invitation has none yet. */
function startedClient(): Client {
  client ??= startPageClient(call);
  return client;
}

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <Announcer>
      <BrokenPage>
        <CallProvider call={call}>
          <App startedClient={startedClient}>
            <Routes />
          </App>
        </CallProvider>
      </BrokenPage>
    </Announcer>
  </StrictMode>,
);
