import { createContext, use, type ReactNode } from 'react';
import { useStore } from '../store.ts';
import type { LiveConnection, LiveState } from './connection.ts';

const LiveContext = createContext<LiveConnection | null>(null);

export function LiveProvider({ live, children }: { live: LiveConnection; children: ReactNode }) {
  return <LiveContext value={live}>{children}</LiveContext>;
}

export function useLive(): LiveConnection {
  const live = use(LiveContext);
  if (!live) throw new Error('useLive needs a LiveProvider above it');
  return live;
}

export const useLiveState = (): LiveState => useStore(useLive().state, (state) => state);
