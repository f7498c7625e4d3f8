const CUSTOM = /^:[\p{L}\p{N}_+'-]{1,60}:$/u;
const UNICODE = /^\p{RGI_Emoji}$/v;

/** One emoji as it is stored: Unicode in its full form (so that the same one is one row), or a custom one as `:name:`; undefined for other text. */
export function normalizeEmoji(text: string): string | undefined {
  if (CUSTOM.test(text) || UNICODE.test(text)) return text;
  const full = `${text.replaceAll('\uFE0F', '')}\uFE0F`;
  if (UNICODE.test(full)) return full;
  const bare = text.replaceAll('\uFE0F', '');
  return UNICODE.test(bare) ? bare : undefined;
}
