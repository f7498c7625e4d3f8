/** HTML that was written here, not by anybody outside. */
export interface Html {
  readonly text: string;
}

type Value = string | Html | Html[];

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

const written = (value: Value): string =>
  typeof value === 'string'
    ? escaped(value)
    : Array.isArray(value)
      ? value.map((one) => one.text).join('\n')
      : value.text;

/** A template whose every inserted text is escaped; only what another `html` template made is taken as it is. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  return {
    text: parts.map((part, at) => part + (values[at] === undefined ? '' : written(values[at]))).join(''),
  };
}
