import { AGREEMENT_LINES, type Agreement, type AgreementText } from '@footbridge/contract/agreements.ts';

export const sameText = (one: AgreementText, other: AgreementText): boolean =>
  AGREEMENT_LINES.every((line) => one[line] === other[line]);

/** A saved text that is no version yet. */
export function hasOpenDraft({ draft, versions }: Agreement): boolean {
  const [newest] = versions;
  return draft !== null && (newest === undefined || !sameText(draft.text, newest.text));
}

const seenKey = (agreementId: string): string => `agreementSeen:${agreementId}`;

/** Remembers on this device that the newest version was looked at. */
export function markSeen(storage: Pick<Storage, 'setItem'>, { id, versions }: Agreement): void {
  const [newest] = versions;
  if (newest) storage.setItem(seenKey(id), String(newest.version));
}

/** What a space says of its agreement: that it waits for me, or that a small change was made that I have not looked at. */
export function noticeOf(
  storage: Pick<Storage, 'getItem'>,
  { id, versions, mine }: Agreement,
): 'sign' | 'minor' | null {
  const [newest] = versions;
  if (mine.toSign) return 'sign';
  if (!newest || mine.signed === null || mine.signed >= newest.version) return null;
  return Number(storage.getItem(seenKey(id)) ?? 0) >= newest.version ? null : 'minor';
}
