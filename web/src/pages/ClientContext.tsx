import { createContext, use, type ReactNode } from 'react';
import { createClient, type Client, type Phase } from '../client.ts';
import { ChatProvider } from '../features/chat/ChatContext.tsx';
import { MeProvider } from '../features/people/MeContext.tsx';
import { SpacesProvider } from '../features/spaces/SpacesContext.tsx';
import type { Call } from '../kit/api/call.ts';
import { deviceKeep } from '../kit/live/keep.ts';
import { LiveProvider } from '../kit/live/LiveContext.tsx';
import { openPageSocket } from '../kit/live/socket.ts';
import { useStore } from '../kit/store.ts';

const ClientContext = createContext<Client | null>(null);

/**
 * The client of this page, loading and connecting from here on: the cookie signs it in, what is unsent is kept on this device. It
 * lives as long as the page.
 */
export function startPageClient(call: Call): Client {
  const client = createClient({ call, openSocket: openPageSocket, keep: deviceKeep(localStorage) });
  addEventListener('offline', () => client.live.cut());
  addEventListener('online', () => client.live.retryNow());
  void client.start();
  return client;
}

export function ClientProvider({ client, children }: { client: Client; children: ReactNode }) {
  return <ClientContext value={client}>{children}</ClientContext>;
}

export function useClient(): Client {
  const client = use(ClientContext);
  if (!client) throw new Error('useClient needs a ClientProvider above it');
  return client;
}

export const usePhase = (): Phase => useStore(useClient().phase, (phase) => phase);

/** What a signed-in page stands in: me, my spaces and conversations, the live connection. Shows nothing before the client is ready. */
export function SignedIn({ children }: { children: ReactNode }) {
  const { me, spaces, chat, live, heard } = useClient();
  const person = useStore(me, (now) => now);
  if (!person) return null;
  return (
    <MeProvider me={person}>
      <LiveProvider live={live} heard={heard}>
        <SpacesProvider spaces={spaces}>
          <ChatProvider chat={chat}>{children}</ChatProvider>
        </SpacesProvider>
      </LiveProvider>
    </MeProvider>
  );
}
