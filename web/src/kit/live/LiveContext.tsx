import { createContext, use, useEffect, useEffectEvent, type ReactNode } from 'react';
import { useStore } from '../store.ts';
import type { LiveConnection, LiveState } from './connection.ts';
import type { Happening, Heard } from './heard.ts';

const LiveContext = createContext<{ live: LiveConnection; heard: Heard } | null>(null);

export function LiveProvider({
  live,
  heard,
  children,
}: {
  live: LiveConnection;
  heard: Heard;
  children: ReactNode;
}) {
  return <LiveContext value={{ live, heard }}>{children}</LiveContext>;
}

function useLiveContext() {
  const context = use(LiveContext);
  if (!context) throw new Error('useLive needs a LiveProvider above it');
  return context;
}

export const useLive = (): LiveConnection => useLiveContext().live;

export const useLiveState = (): LiveState => useStore(useLive().state, (state) => state);

/**
 * For what a page loads for itself: calls back for each activity of these kinds, and with `null` when one may have been missed.
 *
 *     const steps = useLoad((signal) => call(listSteps, { signal }), []);
 *     useHeard(['stepChanged'], steps.reload);
 */
export function useHeard(kinds: readonly string[], hear: (happening: Happening) => void): void {
  const { heard } = useLiveContext();
  const onHeard = useEffectEvent((happening: Happening) => {
    if (happening === null || kinds.includes(happening.kind)) hear(happening);
  });
  useEffect(() => heard.listen(onHeard), [heard]);
}
