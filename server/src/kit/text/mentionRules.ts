import type { StateInline } from 'markdown-it';
import { EVERYONE_SOURCE, sourceMentionAt } from '@footbridge/contract/kit/mentionSource.ts';

/** Token `person` or `space`: `content` is the name as written, `meta.id` the id. */
export function mentionRule(state: StateInline, silent: boolean): boolean {
  const sign = state.src[state.pos];
  if ((sign !== '@' && sign !== '#') || state.src[state.pos + 1] !== '[') return false;
  const mention = sourceMentionAt(state.src, state.pos);
  if (!mention || mention.end > state.posMax) return false;
  if (!silent) {
    const token = state.push(mention.kind, '', 0);
    token.content = mention.name;
    token.meta = { id: mention.id };
  }
  state.pos = mention.end;
  return true;
}

const WORD_BEFORE = /[\p{L}\p{N}_.+-]$/u;
const EVERYONE = new RegExp(String.raw`${EVERYONE_SOURCE}(?![\p{L}\p{N}_@-]|\.[\p{L}\p{N}])`, 'uy');

/** Token `everyone`, where `@everyone` stands as a word and not in an address such as `ask@everyone.org`. */
export function everyoneRule(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== '@') return false;
  EVERYONE.lastIndex = state.pos;
  if (!EVERYONE.test(state.src) || EVERYONE.lastIndex > state.posMax) return false;
  if (WORD_BEFORE.test(state.src.slice(Math.max(0, state.pos - 2), state.pos))) return false;
  if (!silent) state.push('everyone', '', 0);
  state.pos = EVERYONE.lastIndex;
  return true;
}
