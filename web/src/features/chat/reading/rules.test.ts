import type { FollowedThread } from '@footbridge/contract/chat.ts';
import { describe, expect, it } from 'vitest';
import { readUpTo } from './rules.ts';

const thread = (id: string, unread: number, spaceId = 'winter'): FollowedThread =>
  ({ root: { id, spaceId }, spaceName: '', unread }) as FollowedThread;
const seen = (seq: number, atEnd: boolean, threadId: string | null = null) => ({ seq, atEnd, threadId });

describe('how far I have read', () => {
  it('is the last message that was shown while there is more below', () => {
    expect(readUpTo(seen(10, false), 20, [], 'winter')).toBe(10);
  });

  it('is everything at the end of the column, replies in threads I do not follow too', () => {
    expect(readUpTo(seen(10, true), 20, [thread('a', 0)], 'winter')).toBe(20);
  });

  it('stops before new replies in a thread I follow', () => {
    expect(readUpTo(seen(10, true), 20, [thread('a', 2)], 'winter')).toBe(10);
  });

  it('goes on when that thread was seen to its end', () => {
    expect(readUpTo(seen(10, true, 'a'), 20, [thread('a', 2)], 'winter')).toBe(20);
    expect(readUpTo(seen(10, true, 'a'), 20, [thread('a', 2), thread('b', 1)], 'winter')).toBe(10);
  });

  it('does not look at threads of other spaces', () => {
    expect(readUpTo(seen(10, true), 20, [thread('a', 2, 'housing')], 'winter')).toBe(20);
  });

  it('waits until it is known which threads I follow', () => {
    expect(readUpTo(seen(10, true), 20, null, 'winter')).toBe(10);
  });
});
