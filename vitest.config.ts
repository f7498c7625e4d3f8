import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'server',
          include: ['server/**/*.test.ts', 'contract/**/*.test.ts', 'tools/**/*.test.ts', 'e2e/**/*.test.ts'],
          globalSetup: ['server/test/postgres.ts'],
          pool: 'forks',
          maxWorkers: 2,
          // Each file has a server and a database of its own; loading the program anew for each would cost a third of the time.
          isolate: false,
          // For a busy machine: a hanging test is rare, one that fails by chance is a fault.
          testTimeout: 60_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 20_000 } },
        },
      },
      {
        test: {
          name: 'web',
          include: ['web/**/*.test.ts'],
          environment: 'node',
          css: { include: /tokens\.css/ },
          pool: 'forks',
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'scripts',
          include: ['scripts/**/*.test.ts'],
          environment: 'node',
          pool: 'forks',
          maxWorkers: 2,
          testTimeout: 60_000,
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
});
