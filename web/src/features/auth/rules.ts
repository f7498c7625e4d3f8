/** The secret that a link carries behind its `#`, where it never reaches a log; null when it is not a whole one. */
export function secretOf(hash: string): string | null {
  return /^#?([A-Za-z0-9_-]{43})$/.exec(hash)?.[1] ?? null;
}
