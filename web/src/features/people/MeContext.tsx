import type { Me } from '@footbridge/contract/people.ts';
import { createContext, use, type ReactNode } from 'react';

const MeContext = createContext<Me | null>(null);

export function MeProvider({ me, children }: { me: Me; children: ReactNode }) {
  return <MeContext value={me}>{children}</MeContext>;
}

/** The person signed in; only for what is shown below a sign-in. */
export function useMe(): Me {
  const me = use(MeContext);
  if (!me) throw new Error('useMe needs a MeProvider above it');
  return me;
}
