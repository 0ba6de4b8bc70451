import { describe, expect, it } from 'vitest'
import { TEST_DATABASE_URL } from './env.ts'
import { monPs } from './mon-ps.ts'

const title = 'a Postgres of one’s own'
const run = (...args: string[]) => monPs([...args, '--json', '--yes'], { DATABASE_URL: TEST_DATABASE_URL ?? '' })

describe.skipIf(TEST_DATABASE_URL === null)(TEST_DATABASE_URL === null ? `${title} (skipped: no TEST_DATABASE_URL)` : title, () => {
  it('starts empty: nothing is loaded unless it is asked for', async () => {
    const { code, stdout, stderr } = await run('status')
    expect(code, stderr).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ mode: 'in-process', dataDir: null, health: { engine: 'postgres', demoLoaded: false } })
  })

  it('takes the demo leagues, answers for them, and gives them back completely', async () => {
    const loaded = await run('demo', 'load')
    expect(loaded.code, loaded.stderr).toBe(0)
    const [pair] = JSON.parse((await run('frictions', '--limit', '1')).stdout).data
    expect((await run('matchup', pair.home.name, pair.away.name)).code).toBe(0)
    expect((await run('demo', 'remove')).code).toBe(0)
    expect(JSON.parse((await run('status')).stdout).health).toMatchObject({ demoLoaded: false, matches: 0, frictions: 0 })
  })
})
