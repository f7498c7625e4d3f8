import { en } from '@footbridge/contract/text/en.ts';
import { IntlMessageFormat } from 'intl-messageformat';
import { LOCALE } from './locale.ts';

export type TextKey = keyof typeof en;

/** `count` of `{count}` and of `{count, plural, …}`. A branch such as `{# people}` is told from a name by its space: write `{a guest}`, not `{guest}`. */
type NameIn<S extends string> = S extends `${infer Name},${string}` ? Name : S;
type NamesIn<S extends string> = S extends `${string}{${infer Rest}`
  ? Rest extends `${infer Inside}}${string}`
    ?
        | (NameIn<Inside> extends `${string} ${string}` | `${string}#${string}` | '' ? never : NameIn<Inside>)
        | NamesIn<Rest>
    : never
  : never;

export type TextValue = string | number | Date;
/** The values that the text of a key asks for; forgetting one is a type error. */
export type ValuesOf<K extends TextKey> = Record<NamesIn<(typeof en)[K]>, TextValue>;
type Args<K extends TextKey> = [NamesIn<(typeof en)[K]>] extends [never] ? [] : [values: ValuesOf<K>];

const formatters = new Map<TextKey, IntlMessageFormat>();

function formatterOf(key: TextKey): IntlMessageFormat {
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new IntlMessageFormat(en[key], LOCALE, undefined, { ignoreTag: true });
    formatters.set(key, formatter);
  }
  return formatter;
}

/** The text of a key in the reader's language, with its ICU placeholders filled. */
export function t<K extends TextKey>(key: K, ...[values]: Args<K>): string {
  // In the built client a text with placeholders is its syntax tree (see web/vite.config.ts), which the formatter takes as well.
  const text: unknown = en[key];
  if (values === undefined && typeof text === 'string' && !/[{']/.test(text)) return text;
  return String(formatterOf(key).format(values));
}
