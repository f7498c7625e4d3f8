import type { FaultRun } from './faultRun.ts';
import type { PlantedRun } from './plantedRuns.ts';

export interface ChaosReport {
  seed: number;
  faults?: FaultRun;
  planted?: PlantedRun[];
  /** Where the history and the server's log were kept. */
  kept?: string | undefined;
}

export type Outcome = 'held' | 'broken' | 'unknown';

/** A run that proves too little is unknown, not green; a bug that was not caught makes its checker worthless, so it counts as broken. */
export function outcomeOf({ faults, planted = [] }: ChaosReport): Outcome {
  const broken =
    (faults?.verdicts.some(({ valid }) => !valid) ?? false) ||
    (faults?.failures.length ?? 0) > 0 ||
    planted.some(({ caught }) => !caught);
  if (broken) return 'broken';
  return (faults?.weak.length ?? 0) > 0 ? 'unknown' : 'held';
}

/** One page for people. */
export function describeReport(report: ChaosReport): string {
  const { faults, planted = [] } = report;
  const counts = (numbers: Record<string, number>) =>
    Object.entries(numbers)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ');
  return [
    `Seed ${report.seed}: ${outcomeOf(report)}`,
    ...(faults === undefined
      ? []
      : [
          `${faults.acknowledged} operations acknowledged, ${faults.struck.filter(({ bit }) => bit).length} of ${faults.struck.length} faults bit, ${Math.round(faults.seconds)} s`,
          ...faults.verdicts.flatMap((verdict) => [
            `${verdict.valid ? 'held  ' : 'BROKEN'} ${verdict.promise.padEnd(4)} ${verdict.says} (${counts(verdict.counts)})`,
            ...verdict.worst.map((one) => `       ${one}`),
          ]),
          ...faults.weak.map((reason) => `unknown: ${reason}`),
          ...faults.failures.map((failure) => `the server's log: ${failure}`),
        ]),
    ...planted.map(
      ({ caught, promise, name }) => `${caught ? 'caught' : 'MISSED'} ${promise.padEnd(4)} planted: ${name}`,
    ),
  ].join('\n');
}
