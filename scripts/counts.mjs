import { readFileSync } from 'node:fs';

/** Tests of one stage by outcome. */
const NONE = { passed: 0, failed: 0, skipped: 0 };

const READERS = {
  vitest: (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }),
  // A test that passed only when tried again has failed: chance is a fault of the product.
  playwright: ({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
  }),
};

/**
 * The outcome of a stage from its JSON report, if it wrote one, and its exit code. A stage that failed without a
 * failed test (a check, a crash, a file that does not load) counts as one failed.
 */
export function countStage(code, kind, reportPath) {
  const counts = kind ? readReport(kind, reportPath) : NONE;
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function readReport(kind, path) {
  try {
    return READERS[kind](JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return { ...NONE, failed: 1 };
  }
}

export function sum(all) {
  return all.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    NONE,
  );
}

export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
}
