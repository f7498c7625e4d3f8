import { en } from '@footbridge/contract/text/en.ts';

/** A text of the catalogue with its `{name}` places filled. The server's texts have no plurals or choices, so no more is needed. */
export function words(key: keyof typeof en, values: Record<string, string>): string {
  return en[key].replaceAll(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}
