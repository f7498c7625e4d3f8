/** Whether a time zone is one that dates can be written in, as in `Europe/London`. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Where a page of people ends: names are not unique, so the id decides between equals. */
export interface Place {
  name: string;
  id: string;
}

export const writePlace = ({ name, id }: Place): string => `${id}${name}`;

const ID_LENGTH = 36;
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Undefined for a text that no page ended with. */
export function readPlace(text: string): Place | undefined {
  const id = text.slice(0, ID_LENGTH);
  return ID.test(id) && !text.includes('\0') ? { id, name: text.slice(ID_LENGTH) } : undefined;
}

/** The text that `like` finds anywhere in a name, with nothing in it taken as a pattern. */
export const containing = (part: string): string => `%${part.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;
