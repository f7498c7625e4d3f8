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
  note?: string;
}

/** How far the floor's rounds may lie apart: beyond it the machine was too restless to say anything. */
export const FLOOR_DRIFT_MAX = 1.5;

export const steady = (rounds: number[]): boolean => Math.max(...rounds) / Math.min(...rounds) <= FLOOR_DRIFT_MAX;

export function median(values: number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

const meets = (figure: Figure, bound: number) => (figure.better === 'higher' ? figure.value >= bound : figure.value <= bound);

export const judged = (figure: Figure): string => (!figure.valid ? 'void' : meets(figure, figure.aim) ? 'aim' : meets(figure, figure.must) ? 'must' : 'MISSED');

export function machineFacts(): string {
  const memory = Math.round(os.totalmem() / 2 ** 30);
  const model = os.cpus()[0]?.model ?? 'unknown processor';
  return `${os.cpus().length} cores (${model}), ${memory} GiB, ${os.type()} ${os.release()}, Node ${process.versions.node}, load ${readFileSync('/proc/loadavg', 'latin1').split(' ')[0]}`;
}

export function table(figures: Figure[]): string {
  const rows = figures.map((figure) => {
    const number = (value: number | null) => (value === null ? '' : value >= 100 ? Math.round(value).toString() : value.toPrecision(3));
    const sign = figure.better === 'higher' ? '>=' : '<=';
    return `| ${figure.workload} | ${figure.metric} | ${number(figure.value)} | ${sign} ${figure.must} | ${sign} ${figure.aim} | ${judged(figure)} | ${number(figure.subject)} | ${number(figure.floor)} | ${figure.unit} |`;
  });
  return ['| workload | what | value | must | aim | met | subject | floor | unit |', '|---|---|--:|--:|--:|---|--:|--:|---|', ...rows].join('\n');
}
