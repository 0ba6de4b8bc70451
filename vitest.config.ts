import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** These take longest: begun last they would keep one core idle. vitest itself knows times only from an earlier run. */
const LONGEST = /(demo|process|evaluating|calculating|reading|tiers|real-dna-and-strategies|forecast-fixtures|tools)\.test\.\w+$/

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLong = ({ moduleId }: TestSpecification) => LONGEST.test(moduleId)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

/** A test without an assertion fails, and so does one that was left as the only one to run. */
const canFail = { expect: { requireAssertions: true }, allowOnly: false }

const node = (name: string, root: string) => ({
  test: {
    ...canFail,
    // Our modules hold nothing between tests: loading them once a worker saves a fifth of the time.
    isolate: false,
    // Most files wait for a database or a child process: a worker a core keeps the cores busy.
    maxWorkers: '100%',
    name,
    root,
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // Only what hangs is stopped: a busy machine is no defect.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // What a command opens in the process of a test says nothing but what went wrong.
    env: { MON_PS_LOG_LEVEL: 'error' },
  },
})

export default defineConfig({
  test: {
    ...canFail,
    sequence: { sequencer: LongestFirst },
    // Most files wait for a database or a child process: a worker a core keeps the cores busy.
    maxWorkers: '100%',
    projects: [
      node('core', 'packages/core'),
      node('db', 'packages/db'),
      node('legacy-v1', 'packages/legacy-v1'),
      node('messages', 'packages/messages'),
      node('client', 'packages/client'),
      node('api', 'apps/api'),
      node('cli', 'apps/cli'),
      'apps/web/vite.config.ts',
      { test: { ...canFail, name: 'guards', root: 'scripts', include: ['**/*.test.mjs'], testTimeout: 600_000 } },
    ],
  },
})
