import { type Checker, createFindings } from './verdict.ts';

const KINDS = ['screens that differ', 'clients that never settled'];

/** P4: a client that was cut off, restarted under and caught up shows what one shows that has just been opened. */
export const checkScreens: Checker = (events, final) => {
  const findings = createFindings(KINDS);
  for (const { proc, differences, settled } of final.screens) {
    if (differences.length > 0) findings.found('screens that differ', `${proc}: ${differences.join('; ')}`);
    if (!settled) findings.found('clients that never settled', proc);
  }
  const compared = new Set(final.screens.map(({ proc }) => proc));
  const greeted = events.filter(
    (event) => event.type === 'wire' && event.f === 'hello' && compared.has(event.proc),
  ).length;
  const reconnections = greeted - compared.size;
  return {
    promise: 'P4',
    says: 'after a reconnection the screen equals a fresh load',
    valid: findings.clean,
    ...(compared.size === 0 || reconnections <= 0 ? { weak: 'no client came back' } : {}),
    counts: { 'screens compared': compared.size, reconnections, ...findings.counts },
    worst: findings.worst,
  };
};
