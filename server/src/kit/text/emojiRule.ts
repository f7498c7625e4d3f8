import type { StateInline } from 'markdown-it';
import { emojiFromName, emojiWithTone } from './emoji.ts';

const SHORTCODE = /:([a-z0-9_+'-]{1,64}):(?::skin-tone-([2-6]):)?(?!\w)/y;

/**
 * Token `emoji` for `:tada:` and `:wave::skin-tone-3:`: `content` is the name, `meta.char` the Unicode emoji
 * where the name is known. Other names may be those of custom emoji, so they need a letter: `10:30:45` is a
 * time.
 */
export function emojiRule(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== ':' || !mayBegin(state)) return false;
  SHORTCODE.lastIndex = state.pos;
  const [, name, tone] = SHORTCODE.exec(state.src) ?? [];
  if (name === undefined || SHORTCODE.lastIndex > state.posMax) return false;
  const char = tone === undefined ? emojiFromName(name) : emojiWithTone(name, Number(tone));
  if (char === undefined && !/[a-z]/.test(name)) return false;
  if (!silent) {
    const token = state.push('emoji', '', 0);
    token.content = tone === undefined ? name : `${name}::skin-tone-${tone}`;
    token.meta = { char };
  }
  state.pos = SHORTCODE.lastIndex;
  return true;
}

/** Not inside a word or a `std::name`, but directly behind another emoji. */
function mayBegin(state: StateInline): boolean {
  if (state.pos === 0) return true;
  const before = state.src[state.pos - 1] ?? '';
  if (before === ':') return state.pending === '' && state.tokens.at(-1)?.type === 'emoji';
  return !/\w/.test(before);
}
