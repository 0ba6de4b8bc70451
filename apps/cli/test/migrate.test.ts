import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { realV1 } from './env.ts'
import { type Ended, monPs, temporaryFolder, temporaryFolderOfTest } from './mon-ps.ts'

const NO_PLAN = '0'.repeat(64)
/** Nobody listens at the discard port. */
const NO_SERVER = 'postgres://postgres@127.0.0.1:9/nothing'

describe('the move, where there is nothing to move', () => {
  const run = (args: string[], set: Record<string, string> = {}) =>
    monPs(['migrate', ...args, '--json'], { MON_PS_DATA_DIR: temporaryFolderOfTest(), ...set })
  const codeOf = ({ stdout }: Ended): string => JSON.parse(stdout).error.code

  it('is exit code 4 without V1, 3 without a connection, 9 with findings that block', async () => {
    const half = join(temporaryFolderOfTest(), 'half.sql')
    writeFileSync(
      half,
      'CREATE SCHEMA quantum;\nCREATE TABLE quantum.team_profiles (id serial PRIMARY KEY, team_name varchar(100) NOT NULL);\n',
    )
    const [none, unreachable, blocked] = await Promise.all([
      run(['inspect']),
      run(['plan'], { DATABASE_URL: NO_SERVER }),
      run(['inspect'], { LEGACY_DATABASE_URL: half }),
    ])
    expect([none.code, codeOf(none)], none.stderr).toEqual([4, 'LEGACY_NOT_FOUND'])
    expect([unreachable.code, codeOf(unreachable)], unreachable.stderr).toEqual([3, 'CONNECTION_LOST'])
    expect(blocked.code, blocked.stderr).toBe(9)
    expect(JSON.parse(blocked.stdout).findings).toContainEqual(expect.objectContaining({ severity: 'blocking', table: 'team_strategies' }))
  }, 60_000)

  it('is exit code 2 for what was not understood, and for a yes that nobody can give', async () => {
    const [noHash, noOption, noYes, noSample] = await Promise.all([
      run(['apply', '--plan', 'abc', '--yes']),
      run(['plan', '--decide', 'P01']),
      run(['rollback']),
      run(['compare', '--sample', '0']),
    ])
    for (const ended of [noHash, noOption, noYes, noSample]) expect(ended.code, ended.stderr).toBe(2)
    expect(codeOf(noYes)).toBe('NOT_CONFIRMED')
    expect(noOption.stderr).toContain('--decide ID=OPTION')
  }, 60_000)
})

/** The real V1 without its live tables and with the first of its statements of pairs alone: the API's tests move the whole. */
function shortened(dump: string): string {
  const statements = dump.split(/^(?=INSERT |CREATE |SELECT |COMMIT)/m)
  const [first] = statements.filter((statement) => statement.startsWith('INSERT INTO quantum.matchup_friction'))
  return statements
    .filter((statement) => statement === first || !/^INSERT INTO (quantum\.matchup_friction|public\.)/.test(statement))
    .join('')
}

const title = 'the move of the real V1'

describe.skipIf(realV1 === null)(realV1 === null ? `${title} (skipped: no real data)` : title, () => {
  const dataDir = temporaryFolder()
  const legacy = join(dataDir, 'legacy.sql')
  const changed = join(dataDir, 'changed.sql')
  let planned: Ended
  const run = (args: string[], dump = legacy) =>
    monPs(['migrate', ...args], { MON_PS_DATA_DIR: join(dataDir, 'data'), LEGACY_DATABASE_URL: dump })

  beforeAll(async () => {
    const text = shortened(readFileSync(realV1 ?? '', 'utf8'))
    writeFileSync(legacy, text)
    // The same V1, but for the league of its first profile, which nothing else names, and that profile's profit.
    const other = text.replace('{"league": "SerieA", ', '{').replace('13, 13, 12, 1, 92.3, 22.0,', '13, 13, 12, 1, 92.3, 23.0,')
    expect(other.length).toBeLessThan(text.length)
    writeFileSync(changed, other)
    planned = await run(['plan', '--json'])
  }, 60_000)
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

  it('is planned with a hash at the top of one JSON object, and says what comes next', () => {
    expect(planned.code, planned.stderr).toBe(0)
    expect(JSON.parse(planned.stdout)).toMatchObject({ planSha256: expect.stringMatching(/^[0-9a-f]{64}$/), ready: true })
    expect(planned.stderr).toMatch(/Next: `mon-ps migrate rehearse`, then `mon-ps migrate apply --plan [0-9a-f]{64}`/)
  })

  it('takes a decision as a flag, and the plan is another one', async () => {
    const { code, stdout, stderr } = await run(['plan', '--json', '--decide', 'P06:team_profiles:no-league:1=Serie A'], changed)
    expect(code, stderr).toBe(0)
    const plan = JSON.parse(stdout)
    expect(plan.decisions.rows).toContainEqual(expect.objectContaining({ id: 'P06:team_profiles:no-league:1', chosen: 'Serie A' }))
    expect(plan.planSha256).not.toBe(JSON.parse(planned.stdout).planSha256)
    expect(stderr).toContain("--decide 'P06:team_profiles:no-league:1=Serie A'")
  }, 60_000)

  it('is refused with exit code 6 for a stale plan, done for the right one, and proven', async () => {
    const stale = await run(['apply', '--plan', NO_PLAN, '--yes', '--json'])
    expect([stale.code, JSON.parse(stale.stdout).error.code], stale.stderr).toEqual([6, 'PLAN_STALE'])
    const applied = await run(['apply', '--plan', JSON.parse(planned.stdout).planSha256, '--yes', '--json'])
    expect(applied.code, applied.stderr).toBe(0)
    expect(JSON.parse(applied.stdout)).toMatchObject({ state: 'applied', verify: { passed: true }, quarantined: { total: 0 } })
    expect(applied.stderr).toMatch(/^copy matchup_friction {2}100 %/m)
    expect(applied.stderr).toContain('Next: `mon-ps migrate verify`')
  }, 120_000)

  it('ends with exit code 8, and the column and row, when V1 is no longer what was moved', async () => {
    const { code, stdout, stderr } = await run(['verify', '--json'], changed)
    expect(code, stderr).toBe(8)
    expect(JSON.parse(stdout).passed).toBe(false)
    expect(stderr).toMatch(/^I1: .*total_pnl/m)
  }, 60_000)

  it('is taken back, and its history stays', async () => {
    const undone = await run(['rollback', '--yes', '--json'])
    expect(undone.code, undone.stderr).toBe(0)
    const { digests, kept } = JSON.parse(undone.stdout)
    expect(digests.every(({ before, after }: { before: string; after: string }) => before === after)).toBe(true)
    expect(kept).toEqual([])
    const { stdout, stderr } = await run(['status'])
    expect(stdout).toContain('The move is rolled back.')
    expect(stderr).toContain('Next: `mon-ps migrate plan` begins again.')
  }, 60_000)
})
