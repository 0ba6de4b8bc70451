import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { monPs, type RunningServer, startServer, temporaryFolder } from './mon-ps.ts'

const dataDir = temporaryFolder()
const run = (...args: string[]) => monPs(args, { MON_PS_DATA_DIR: dataDir })
const json = async (...args: string[]) => JSON.parse((await run(...args, '--json', '--quiet')).stdout)

beforeAll(async () => {
  await run('demo', 'load', '--json')
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

interface Pair {
  home: { name: string }
  away: { name: string }
}

let pair: Pair
let server: RunningServer
const commands: string[][] = [
  ['teams', '--limit', '5'],
  ['strategies', '--scope', 'league'],
  ['strategy', 'VALUE_EDGE_2'],
  ['provenance', 'strategy', 'profit', '--strategy', 'BACK_HOME', '--limit', '2'],
]
const inProcess = new Map<string, unknown>()

describe('the demo leagues, in process', () => {
  it('answer every command with one JSON object and nothing else', async () => {
    pair = (await json('frictions', '--sort', 'chaos', '--limit', '1')).data[0]
    commands.push(['matchup', pair.home.name, pair.away.name])
    for (const command of commands) {
      const { code, stdout, stderr } = await run(...command, '--json', '--quiet')
      expect({ code, stderr }, command.join(' ')).toEqual({ code: 0, stderr: '' })
      inProcess.set(command.join(' '), JSON.parse(stdout))
    }
  })

  it('leave doctor nothing to complain about', async () => {
    const { code, stdout, stderr } = await run('doctor', '--json', '--quiet')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const { ok, checks } = JSON.parse(stdout)
    expect(ok).toBe(true)
    const machine = ['node', 'data folder', 'folder lock', 'disk', 'web page', 'engine', 'schema']
    const names = [...machine, 'drift', 'audit log', 'data', 'closing prices', 'calculation']
    expect(checks.map((check: { name: string }) => check.name)).toEqual(names)
  })
})

describe('the demo leagues, over HTTP', () => {
  beforeAll(async () => {
    server = await startServer(dataDir)
  })
  afterAll(() => server?.stop())

  it('are the same to the last digit as in process', async () => {
    for (const command of commands) expect(await json(...command), command.join(' ')).toEqual(inProcess.get(command.join(' ')))
  })

  it('are calculated again with progress over server-sent events, and nothing changes', async () => {
    const { code, stdout, stderr } = await run('calculate', '--json')
    expect(code, stderr).toBe(0)
    expect(JSON.parse(stdout).published).toMatchObject({ inserted: 0, updated: 0 })
    expect(stderr).toMatch(/^strategies {2}100%/m)
  })
})
