import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ended, monPs, monPsProcess, type RunningServer, startServer, temporaryFolder } from './mon-ps.ts'

const dataDir = temporaryFolder()
let loaded: Ended
const run = (...args: string[]) => monPs(args, { MON_PS_DATA_DIR: dataDir })
const json = async (...args: string[]) => JSON.parse((await run(...args, '--json', '--quiet')).stdout)

beforeAll(async () => {
  loaded = await monPsProcess(['demo', 'load', '--json'], { MON_PS_DATA_DIR: dataDir })
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

/** What differs between two ways of asking although nothing changed. */
const withoutTransport = ({ mode: _mode, url: _url, dataDir: _dataDir, health, ...rest }: Record<string, unknown>) => ({
  ...rest,
  health: { ...(health as object), bytes: null },
})

interface Pair {
  home: { name: string }
  away: { name: string }
}

let pair: Pair
let server: RunningServer
const inProcess = new Map<string, unknown>()

describe('the demo leagues, in process', () => {
  it('are loaded and calculated by one command, with phases told on stderr and the result alone on stdout', () => {
    expect(loaded.code, loaded.stderr).toBe(0)
    const answer = JSON.parse(loaded.stdout)
    expect(answer).toMatchObject({ alreadyLoaded: false, calculation: { leagues: 2 } })
    expect(answer.matches).toBeGreaterThan(1000)
    expect(loaded.stderr).toMatch(/^fit {2}\d+% {2}\d+ of \d+/m)
    expect(loaded.stderr).toMatch(/Next: `mon-ps leagues`/)
    expect(loaded.stderr).not.toContain('\u001b')
  })

  it('answer a command with one JSON object and nothing else', async () => {
    const pairs = await json('frictions', '--sort', 'chaos', '--limit', '1')
    pair = pairs.data[0]
    inProcess.set('frictions', pairs)
    const status = await json('status')
    expect(status).toMatchObject({ mode: 'in-process', dataDir, health: { engine: 'pglite', demoLoaded: true } })
    inProcess.set('status', withoutTransport(status))
  })
})

describe('the demo leagues, over HTTP', () => {
  beforeAll(async () => {
    server = await startServer(dataDir)
  })
  afterAll(() => server?.stop())

  it('are the same to the last digit as in process', async () => {
    expect(await json('frictions', '--sort', 'chaos', '--limit', '1')).toEqual(inProcess.get('frictions'))
  })

  it('come from the server that the folder’s lock names', async () => {
    const status = await json('status')
    expect(status).toMatchObject({ mode: 'http', url: server.url })
    expect(withoutTransport(status)).toEqual(inProcess.get('status'))
  })

  it('come from the server that MON_PS_URL names, whatever the folder', async () => {
    const { stdout } = await monPs(['status', '--json'], { MON_PS_URL: server.url, MON_PS_DATA_DIR: '/nowhere' })
    expect(JSON.parse(stdout).url).toBe(server.url)
  })

  it('print a matchup with intervals and samples, and say where to go next', async () => {
    const { code, stdout, stderr } = await run('matchup', pair.home.name, pair.away.name)
    expect(code).toBe(0)
    expect(stdout).toMatch(new RegExp(`^${pair.home.name} win +\\d+\\.\\d% \\[\\d+–\\d+%\\] {2}n \\d+$`, 'm'))
    expect(stdout).toContain('invented demo teams')
    expect(stderr).toContain('Next: `mon-ps team')
  })

  it('spell out what is not measured in a team, whose name may be typed in any case', async () => {
    const { code, stdout } = await run('team', pair.home.name.toUpperCase())
    expect(code).toBe(0)
    expect(stdout).toContain('not measured')
    expect(stdout).not.toMatch(/null|undefined|NaN/)
  })

  it('suggest near names for a mistyped team, with exit code 4', async () => {
    const name = pair.home.name
    const { code, stdout, stderr } = await run('matchup', `${name.slice(0, -2)}${name.slice(-1)}`, pair.away.name, '--json')
    expect(code).toBe(4)
    expect(JSON.parse(stdout).error).toMatchObject({ code: 'TEAM_NOT_FOUND', suggestions: expect.arrayContaining([name]) })
    expect(stderr).toContain(name)
  })

  it('are listed by league, and a league that is not loaded is exit code 4', async () => {
    expect((await json('teams', '--league', 'VE2')).data.every((row: { leagueCode: string }) => row.leagueCode === 'VE2')).toBe(true)
    const { code, stdout } = await run('teams', '--league', 'VE3', '--json')
    expect(code).toBe(4)
    expect(JSON.parse(stdout).error).toMatchObject({ code: 'LEAGUE_NOT_FOUND', suggestions: expect.arrayContaining(['VE2']) })
  })

  it('keep pages apart: the cursor of one page begins the next', async () => {
    const first = await json('frictions', '--limit', '3')
    const second = await json('frictions', '--limit', '3', '--cursor', first.page.nextCursor)
    const ids = [...first.data, ...second.data].map((row: { frictionId: number }) => row.frictionId)
    expect(new Set(ids).size).toBe(6)
  })

  it('can be removed completely', async () => {
    const removed = await json('demo', 'remove', '--yes')
    expect(removed.competitions).toBe(2)
    expect((await json('status')).health).toMatchObject({ demoLoaded: false, matches: 0, teams: 0, frictions: 0, strategies: 0 })
  })
})
