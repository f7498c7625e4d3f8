import type { OutcomeKind, RoundAnswer } from '@footbridge/contract/rounds.ts';
import { type TextKey, t } from '../../kit/text/t.ts';
import { dayKey } from '../../kit/time/format.ts';

const DAY_MS = 86_400_000;

/** A day so many days after `now`, as a date field has it: `2026-12-08`. */
export const dateAfter = (now: Date, days: number): string => dayKey(new Date(now.getTime() + days * DAY_MS));

/** The last moment of a day as a date field has it, in the reader's zone. */
export const endOfDay = (date: string): string => new Date(`${date}T23:59:59`).toISOString();

/** The addresses in a text: one a line, or with commas between. */
export const addressesIn = (text: string): string[] => text.split(/[\s,;]+/).filter((part) => part !== '');

const OUTCOMES: Record<OutcomeKind, TextKey> = {
  becameSomething: 'rounds.becameSomething',
  stillOpen: 'rounds.stillOpen',
  notNow: 'rounds.notNow',
};
export const outcomeWords = (kind: OutcomeKind): string => t(OUTCOMES[kind] as 'rounds.notNow');

/** Where a small step from an answer begins, with what can be known of it filled in. */
export function stepAddress(personIds: string[], answerId: string, what: string): string {
  return `/steps/new?${new URLSearchParams({ with: personIds.join(), from: `answer:${answerId}`, what })}`;
}

/** Characters that would be read as Markdown stand as they were typed, and a text stays in its line. */
const plain = (text: string): string =>
  text.replaceAll(/[\\`*_[\]<>#|]/g, String.raw`\$&`).replaceAll(/\s*\n\s*/g, ' ');

function answerInMarkdown(answer: RoundAnswer): string[] {
  const { author, brings, bettersMe, easyBecause, outcome } = answer;
  const account = author.account ? '' : ` (${t('people.withoutAccount')})`;
  const part = (label: string, text: string) => (text === '' ? [] : [`- **${label}:** ${plain(text)}`]);
  return [
    `## ${plain(author.name)}, ${plain(author.organisation.name)}${account}`,
    '',
    ...part(t('rounds.brings'), brings),
    ...part(t('rounds.bettersMe'), bettersMe),
    ...part(t('rounds.easyBecause'), easyBecause),
    ...(outcome === null ? [] : part(outcomeWords(outcome.kind), outcome.line === '' ? '–' : outcome.line)),
    '',
  ];
}

/** A round as a Markdown document: the question, then each person with what they answered. */
export function roundInMarkdown(question: string, answers: RoundAnswer[]): string {
  return [`# ${plain(question)}`, '', ...answers.flatMap(answerInMarkdown)].join('\n');
}

/** One cell of a table for a spreadsheet, which must not take what somebody wrote for a formula (OWASP, CSV injection). */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/** A round as a table (RFC 4180), a row for each answer. */
export function roundInCsv(answers: RoundAnswer[]): string {
  const head = [
    t('rounds.csvName'),
    t('rounds.csvOrganisation'),
    t('rounds.csvAccount'),
    t('rounds.brings'),
    t('rounds.bettersMe'),
    t('rounds.easyBecause'),
    t('rounds.csvOutcome'),
    t('rounds.csvLine'),
  ];
  const rows = answers.map(({ author, brings, bettersMe, easyBecause, outcome }) => [
    author.name,
    author.organisation.name,
    t(author.account ? 'rounds.csvWith' : 'rounds.csvWithout'),
    brings,
    bettersMe,
    easyBecause,
    outcome === null ? '' : outcomeWords(outcome.kind),
    outcome?.line ?? '',
  ]);
  return [head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}
