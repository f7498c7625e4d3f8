/** Somebody who is writing, shown until the moment it is no longer likely. */
export interface Typist {
  spaceId: string;
  threadRootId: string | null;
  id: string;
  name: string;
  /** Milliseconds since 1970. */
  until: number;
}

export type TypingState = readonly Typist[];

const isSame = (a: Typist, b: Omit<Typist, 'until' | 'name'>): boolean =>
  a.id === b.id && a.spaceId === b.spaceId && a.threadRootId === b.threadRootId;

export const withTypist = (state: TypingState, typist: Typist): TypingState => [
  ...state.filter((one) => !isSame(one, typist)),
  typist,
];

/** Their message is here, so they are no longer writing it. */
export const withoutTypist = (state: TypingState, gone: Omit<Typist, 'until' | 'name'>): TypingState =>
  state.some((one) => isSame(one, gone)) ? state.filter((one) => !isSame(one, gone)) : state;

export const stillTyping = (state: TypingState, now: number): TypingState =>
  state.some((one) => one.until <= now) ? state.filter((one) => one.until > now) : state;

export const typingIn = (state: TypingState, spaceId: string, threadRootId: string | null): Typist[] =>
  state.filter((one) => one.spaceId === spaceId && one.threadRootId === threadRootId);
