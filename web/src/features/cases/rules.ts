import type { PersonRef } from '@footbridge/contract/people.ts';
import { dayKey } from '../../kit/time/format.ts';

const DAY_MS = 86_400_000;
const DAYS_GIVEN = 10;

/** The day that is proposed for a stage, as a date field takes it. */
export const proposedDay = (now: Date): string => dayKey(new Date(now.getTime() + DAYS_GIVEN * DAY_MS));

/** The end of a chosen day on this computer's clock. */
export const endOfDay = (day: string): string => new Date(`${day}T23:59:00`).toISOString();

/** 'Ana Lima and Rhys Bevan', in the reader's language. */
export const namesOf = (people: readonly PersonRef[], locale: string): string =>
  new Intl.ListFormat(locale).format(people.map(({ name }) => name));

/** What a case is about, from the address: `about=step:<id>`. */
export function aboutOf(text: string | null) {
  const [kind, id] = text?.split(':') ?? [];
  if (id === undefined || id === '') return null;
  if (kind === 'step') return { stepId: id };
  if (kind === 'message') return { messageId: id };
  return kind === 'space' ? { spaceId: id } : null;
}
