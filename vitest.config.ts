import { defineConfig } from 'vitest/config';

/** Suites by what they need: `unit` needs nothing but Node; the others need PostgreSQL, Asterisk and phones, or Chromium. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/{shared,electron,server,tools}/**/*.test.ts', 'tests/simulation/few-seeds.test.ts'],
          exclude: ['tests/server/practice/**'],
          environment: 'node',
        },
      },
      {
        test: {
          name: 'screen',
          include: ['tests/renderer/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
          setupFiles: ['tests/renderer/setup.ts'],
        },
      },
      // Conversations in real time: little work, much waiting.
      { test: { name: 'practice', include: ['tests/server/practice/**/*.test.ts'], testTimeout: 60_000 } },
      {
        test: {
          name: 'simulation',
          include: ['tests/simulation/{many-seeds,mutations}.test.ts'],
          environment: 'node',
          testTimeout: 120_000,
        },
      },
      { test: { name: 'database', include: ['tests/database/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 120_000 } },
      {
        test: {
          name: 'pbx',
          include: ['tests/pbx/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
