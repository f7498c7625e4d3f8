import { readFileSync } from 'node:fs';
import os from 'node:os';

/** One figure of one workload. `value` is what is judged, mostly a ratio of subject and floor of the same run. */
export interface Figure {
  workload: string;
  metric: string;
  value: number;
  must: number;
  aim: number;
  better: 'higher' | 'lower';
  subject: number;
  floor: number | null;
  unit: string;
  /** False when an audit failed or the floor moved too much during the run; the figure then says nothing. */
  valid: boolean;
  /** For people: rounds, sizes and what the audits found. */
  note?: string;
}

const meets = (figure: Figure, bound: number) =>
  figure.better === 'higher' ? figure.value >= bound : figure.value <= bound;

export type Judgement = 'void' | 'aim' | 'must' | 'MISSED';

export function judged(figure: Figure): Judgement {
  if (!figure.valid) return 'void';
  if (meets(figure, figure.aim)) return 'aim';
  return meets(figure, figure.must) ? 'must' : 'MISSED';
}

export const isMet = (figure: Figure): boolean => ['aim', 'must'].includes(judged(figure));

/** For programs: the same fields for every figure, in the same order. */
export function jsonLine({
  workload,
  metric,
  value,
  must,
  aim,
  better,
  subject,
  floor,
  unit,
  valid,
}: Figure): string {
  return JSON.stringify({ workload, metric, value, must, aim, better, subject, floor, unit, valid });
}

export function machineFacts(): string {
  const memory = Math.round(os.totalmem() / 2 ** 30);
  const model = os.cpus()[0]?.model ?? 'unknown processor';
  const load = readFileSync('/proc/loadavg', 'latin1').split(' ')[0];
  return `${os.cpus().length} cores (${model}), ${memory} GiB, ${os.type()} ${os.release()}, Node ${process.versions.node}, load ${load} at the end`;
}

const short = (value: number | null) =>
  value === null ? '' : value >= 100 ? Math.round(value).toString() : value.toPrecision(3);

export function table(figures: Figure[]): string {
  const rows = figures.map((figure) => {
    const sign = figure.better === 'higher' ? '≥' : '≤';
    const cells = [
      figure.workload,
      figure.metric,
      short(figure.value),
      `${sign} ${short(figure.must)}`,
      `${sign} ${short(figure.aim)}`,
    ];
    return `| ${[...cells, judged(figure), short(figure.subject), short(figure.floor), figure.unit].join(' | ')} |`;
  });
  return [
    '| workload | what | value | must | aim | met | product | floor | unit |',
    '|---|---|--:|--:|--:|---|--:|--:|---|',
    ...rows,
  ].join('\n');
}

/** The page of the handbook: ratios, because absolute figures differ several times from one machine and minute to the next. */
export function page(facts: string, figures: Figure[]): string {
  const notes = figures.flatMap(({ workload, note }) =>
    note === undefined ? [] : [`- ${workload}: ${note}.`],
  );
  return `# Benchmarks

Written by \`npm run bench -- --write\`. Every figure was measured in the same run as its floor, in turns, and stands beside it: the floor
is the least that any program must do for the same work on the same machine. Rights are checked, every acknowledgement is looked for in
the database, every delivery is checked for order and uniqueness; a figure whose audit failed, or whose floor moved by more than half
during the run, is void and says nothing. The database waits for the disk. Generator, server and database share the machine.

${facts}

${table(figures)}

Rounds as median (lowest-highest):

${notes.join('\n')}
`;
}
