import type { RichText } from '@footbridge/contract/kit/richtext.ts';

/** A text ready to be stored: parsed once, before any transaction is open. */
export interface WrittenText {
  source: string;
  body: RichText;
  mentions: string[];
  everyone: boolean;
}

export interface Post extends WrittenText {
  personId: string;
  spaceId: string;
  clientId: string;
  threadRootId: string | null;
  title: string | null;
}

export interface Posted {
  id: string;
  seq: number;
  createdAt: string;
}

/** PostgreSQL takes neither NUL nor half surrogates; what a person sees stays the same. */
export const cleanSource = (source: string): string => source.toWellFormed().replaceAll('\u0000', '\uFFFD');

/** Two tries of the same message in one group: the second gets the answer of the first. */
export const retryKey = (post: Pick<Post, 'personId' | 'clientId'>): string =>
  `${post.personId} ${post.clientId}`;

/** Who follows a thread from now on because of a reply: who wrote it, whom it mentions, and who wrote the root. */
export function newFollowers(
  reply: { personId: string; mentions: string[] },
  rootAuthorId: string | null,
): string[] {
  return [...new Set([reply.personId, ...(rootAuthorId === null ? [] : [rootAuthorId]), ...reply.mentions])];
}
