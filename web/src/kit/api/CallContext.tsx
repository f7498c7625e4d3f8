import { createContext, use, type ReactNode } from 'react';
import type { Call } from './call.ts';

const CallContext = createContext<Call | null>(null);

export function CallProvider({ call, children }: { call: Call; children: ReactNode }) {
  return <CallContext value={call}>{children}</CallContext>;
}

/** The caller of this page, for features whose data is not live. */
export function useCall(): Call {
  const call = use(CallContext);
  if (!call) throw new Error('useCall needs a CallProvider above it');
  return call;
}
