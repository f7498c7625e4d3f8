const DAY_MS = 86_400_000;

/** When people may be reminded again, as ISO 8601 in UTC; null when now. */
export function remindableAt(lastReminder: string | null, now: string, pauseDays: number): string | null {
  if (lastReminder === null) return null;
  const at = Date.parse(lastReminder) + pauseDays * DAY_MS;
  return at <= Date.parse(now) ? null : new Date(at).toISOString();
}
