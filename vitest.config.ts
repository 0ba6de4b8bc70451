import { defineConfig } from 'vitest/config'

/** `alone`: whether each file has modules of its own; where they hold nothing between tests, sharing them saves loading them. */
const node = (name: string, root: string, alone = true) => ({
  test: {
    isolate: alone,
    // Most files wait for a database or a child process: a worker a core keeps the cores busy.
    maxWorkers: '100%',
    name,
    root,
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})

export default defineConfig({
  test: {
    // Most files wait for a database or a child process: a worker a core keeps the cores busy.
    maxWorkers: '100%',
    projects: [
      node('core', 'packages/core', false),
      node('db', 'packages/db'),
      node('client', 'packages/client', false),
      node('api', 'apps/api'),
      node('cli', 'apps/cli'),
      'apps/web/vite.config.ts',
      { test: { name: 'guards', root: 'scripts', include: ['**/*.test.mjs'], testTimeout: 60_000 } },
    ],
  },
})
