import type { AnyEndpoint } from '@footbridge/contract/kit/endpoint.ts';
import type { ActivityFrame } from '@footbridge/contract/kit/live.ts';
import type { Space } from '@footbridge/contract/spaces.ts';
import { describe, expect, it } from 'vitest';
import type { Call } from '../../kit/api/call.ts';
import { handClock } from '../../kit/live/handClock.ts';
import { createSpaces } from './api.ts';
import { applyToSpaces } from './live.ts';
import { withSpace } from './store.ts';

const ME = 'amina';
const organisation = (shortName: string) => ({ id: 'council', name: 'Northbrook', shortName, hue: 200 });

const spaceAt = (feedSeq: number, mine: Partial<Space['mine']> = {}, more: Partial<Space> = {}): Space =>
  ({
    id: 'winter',
    feedSeq,
    kind: 'working',
    leadOrganisation: organisation('NC'),
    archivedAt: null,
    awaiting: [organisation('NC')],
    others: [],
    mine: {
      role: 'member',
      organisation: organisation('NC'),
      joinedAt: 'first',
      readSeq: 0,
      unread: 0,
      mentions: 0,
      ...mine,
    },
    ...more,
  }) as unknown as Space;

/** My spaces, of which the test hears and answers as it likes. */
function start() {
  const asked: { name: string; answer: PromiseWithResolvers<unknown> }[] = [];
  const call = ({ name }: AnyEndpoint): Promise<unknown> => {
    const answer = Promise.withResolvers<unknown>();
    asked.push({ name, answer });
    return answer.promise;
  };
  const clock = handClock();
  const spaces = createSpaces(call as Call, clock, (state, frame) => applyToSpaces(state, frame, ME));
  spaces.store.set((state) => withSpace(state, spaceAt(10)));
  return {
    spaces,
    asked,
    clock,
    hear(feed: string, seq: number, kind: string, fields: object) {
      const frame: ActivityFrame = { type: 'activity', feed, seq, kind, at: '', ...fields };
      spaces.hear(frame);
      spaces.store.set((state) => applyToSpaces(state, frame, ME));
    },
    kept: () => spaces.store.get().spaces?.['winter'],
    mine: () => spaces.store.get().spaces?.['winter']?.space.mine,
  };
}

const settled = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve);
  });

const me = (shortName: string) => ({
  id: ME,
  name: 'Amina',
  kind: 'person',
  organisation: organisation(shortName),
});

describe('a space that my own feed brings', () => {
  it('does not take back a badge or a role that its own feed told later', () => {
    const { hear, kept, mine } = start();
    hear('winter', 12, 'personChanged', { person: me('NBC'), roleTitle: '' });
    expect(kept()?.space.awaiting).toEqual([organisation('NBC')]);
    const member = { person: me('NBC'), role: 'steward', roleTitle: '', joinedAt: 'first' };
    hear('winter', 13, 'memberRoleChanged', { member });
    hear(ME, 5, 'spaceAdded', { space: spaceAt(11, { readSeq: 4, unread: 2 }) });
    expect(mine()).toMatchObject({
      role: 'steward',
      readSeq: 4,
      unread: 2,
      organisation: organisation('NBC'),
    });
  });

  it('shows since when and for whom I am in it, when I came again for another organisation', () => {
    const { hear, mine } = start();
    const other = { id: 'care', name: 'Harbour Care', shortName: 'HC', hue: 40 };
    const person = { ...me('NC'), organisation: other };
    const member = { person, role: 'guest', roleTitle: '', joinedAt: 'again' };
    hear('winter', 12, 'memberJoined', { member });
    expect(mine()).toMatchObject({ role: 'guest', organisation: other, joinedAt: 'again' });
  });
});

describe('a space that is loaded again', () => {
  it('stays lost when that was heard of before the answer came', async () => {
    const { spaces, asked, hear, kept } = start();
    const loading = spaces.reload('winter');
    hear(ME, 5, 'spaceLost', { spaceId: 'winter' });
    asked[0]?.answer.resolve(spaceAt(12));
    await loading;
    expect(kept()).toBeUndefined();
  });

  it('keeps the position up to which I was heard to have read before the answer came', async () => {
    const { spaces, asked, hear, mine } = start();
    const loading = spaces.reload('winter');
    hear(ME, 5, 'readPositionMoved', { spaceId: 'winter', readSeq: 9, unread: 0, mentions: 0, spaceSeq: 10 });
    asked[0]?.answer.resolve(spaceAt(10, { readSeq: 2, unread: 5 }));
    await loading;
    expect(mine()).toMatchObject({ readSeq: 9, unread: 0 });
  });

  it('says from where its feed must be heard, when I lost it and came back meanwhile', async () => {
    const { spaces, asked, hear, kept } = start();
    const loading = spaces.reload('winter');
    hear(ME, 5, 'spaceLost', { spaceId: 'winter' });
    hear(ME, 6, 'spaceAdded', { space: spaceAt(23) });
    asked[0]?.answer.resolve(spaceAt(24, {}, { archivedAt: 'now' }));
    await loading;
    expect(kept()?.asOf).toBe(23);
  });
});

describe('members that are loaded', () => {
  it('do not take a space with them that I lost and came back to meanwhile', async () => {
    const { spaces, asked, hear, kept } = start();
    const loading = spaces.loadMembers('winter');
    hear(ME, 5, 'spaceLost', { spaceId: 'winter' });
    hear(ME, 6, 'spaceAdded', { space: spaceAt(23) });
    asked[0]?.answer.resolve({ members: [] });
    await loading;
    expect(kept()?.asOf).toBe(23);
  });
});

describe('how far I have read', () => {
  it('is something left to say until the server has answered, whatever the answer', async () => {
    const { spaces, asked, clock } = start();
    spaces.markRead('winter', 7);
    expect(spaces.isSaying()).toBe(true);
    clock.pass(400);
    await settled();
    expect([asked.map(({ name }) => name), spaces.isSaying()]).toEqual([['moveReadPosition'], true]);
    asked[0]?.answer.reject(new Error('cut off'));
    await settled();
    expect(spaces.isSaying()).toBe(false);
  });
});
