import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { realV1 } from './env.ts'
import { type Ended, monPs, temporaryFolder, temporaryFolderOfTest } from './mon-ps.ts'

const NO_PLAN = '0'.repeat(64)
/** Nobody listens at the discard port. */
const NO_SERVER = 'postgres://reader:secret@127.0.0.1:9/nothing'

describe('the move, where there is nothing to move', () => {
  const run = (args: string[], set: Record<string, string> = {}) =>
    monPs(['migrate', ...args, '--json'], { MON_PS_DATA_DIR: temporaryFolderOfTest(), ...set })
  const codeOf = ({ stdout }: Ended): string => JSON.parse(stdout).error.code

  it('is exit code 4 without V1, 3 without a connection, whose name is said, 9 with findings that block', async () => {
    const half = join(temporaryFolderOfTest(), 'half.sql')
    writeFileSync(
      half,
      'CREATE SCHEMA quantum;\nCREATE TABLE quantum.team_profiles (id serial PRIMARY KEY, team_name varchar(100) NOT NULL);\n',
    )
    const [none, unreachable, noSource, blocked, notPlanned] = await Promise.all([
      run(['inspect']),
      run(['status'], { DATABASE_URL: NO_SERVER }),
      run(['plan'], { LEGACY_DATABASE_URL: NO_SERVER }),
      run(['inspect'], { LEGACY_DATABASE_URL: half }),
      run(['plan'], { LEGACY_DATABASE_URL: half }),
    ])
    expect([none.code, codeOf(none)], none.stderr).toEqual([4, 'LEGACY_NOT_FOUND'])
    for (const [ended, which] of [
      [unreachable, 'the target database (V3)'],
      [noSource, 'the source database (V1)'],
    ] as const) {
      expect([ended.code, codeOf(ended)], ended.stderr).toEqual([3, 'CONNECTION_LOST'])
      expect(ended.stderr).toContain(`${which} at postgres://reader@127.0.0.1:9/nothing did not answer`)
      expect(ended.stderr + ended.stdout).not.toContain('secret')
    }
    expect(notPlanned.code, notPlanned.stderr).toBe(9)
    expect(JSON.parse(notPlanned.stdout)).toMatchObject({ ready: false, planSha256: expect.any(String) })
    expect(notPlanned.stderr).toContain('Findings block the move.')
    expect(blocked.code, blocked.stderr).toBe(9)
    expect(JSON.parse(blocked.stdout).findings).toContainEqual(expect.objectContaining({ severity: 'blocking', table: 'team_strategies' }))
  })

  it('is exit code 2 for what was not understood, and for a yes that nobody can give', async () => {
    const [noHash, noOption, noYes] = await Promise.all([
      run(['apply', '--plan', 'abc', '--yes']),
      run(['plan', '--decide', 'P01']),
      run(['rollback']),
    ])
    for (const ended of [noHash, noOption, noYes]) expect(ended.code, ended.stderr).toBe(2)
    expect(codeOf(noYes)).toBe('NOT_CONFIRMED')
    expect(noOption.stderr).toContain('--decide ID=OPTION')
  })
})

/** The real V1 without its live tables and with the first of its statements of pairs alone: the API's tests move the whole. */
function shortened(dump: string): string {
  const statements = dump.split(/^(?=INSERT |CREATE |SELECT |COMMIT)/m)
  const [first] = statements.filter((statement) => statement.startsWith('INSERT INTO quantum.matchup_friction'))
  return statements
    .filter((statement) => statement === first || !/^INSERT INTO (quantum\.matchup_friction|public\.)/.test(statement))
    .join('')
}

/** Runs statements in a data folder that nobody else has open. */
async function inFolder(dataDir: string, statements: string): Promise<void> {
  const database = await PGlite.create({ dataDir: join(dataDir, 'postgres') })
  try {
    await database.exec(statements)
  } finally {
    await database.close()
  }
}

const title = 'the move of the real V1'

describe.skipIf(realV1 === null)(realV1 === null ? `${title} (skipped: no real data)` : title, () => {
  const folder = temporaryFolder()
  const legacy = join(folder, 'legacy.sql')
  const changed = join(folder, 'changed.sql')
  const decide = ['--decide', 'P06:team_profiles:no-league:1=Serie A']
  let planSha256: string
  const run = (args: string[], set: { dump?: string; dataDir?: string } = {}) =>
    monPs(['migrate', ...args, '--json'], {
      MON_PS_DATA_DIR: join(folder, set.dataDir ?? 'data'),
      LEGACY_DATABASE_URL: set.dump ?? legacy,
    })

  beforeAll(() => {
    // Nobody says the league of the first profile, so that there is something to decide.
    const text = shortened(readFileSync(realV1 ?? '', 'utf8')).replace('{"league": "SerieA", ', '{')
    const other = text.replace('13, 13, 12, 1, 92.3, 22.0,', '13, 13, 12, 1, 92.3, 23.0,')
    expect(other).not.toBe(text)
    writeFileSync(legacy, text)
    writeFileSync(changed, other)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('is planned with a decision as a flag and its hash at the top, and a stale plan is refused with exit code 6', async () => {
    const [planned, stale] = await Promise.all([run(['plan', ...decide]), run(['apply', '--plan', NO_PLAN, '--yes'], { dataDir: 'stale' })])
    expect(planned.code, planned.stderr).toBe(0)
    const plan = JSON.parse(planned.stdout)
    planSha256 = plan.planSha256
    expect(plan).toMatchObject({ planSha256: expect.stringMatching(/^[0-9a-f]{64}$/), ready: true })
    expect(plan.decisions.rows).toContainEqual(expect.objectContaining({ id: 'P06:team_profiles:no-league:1', chosen: 'Serie A' }))
    expect(planned.stderr).toContain(`\`mon-ps migrate apply --plan ${planSha256} --decide 'P06:team_profiles:no-league:1=Serie A'\``)
    expect([stale.code, JSON.parse(stale.stdout).error.code], stale.stderr).toEqual([6, 'PLAN_STALE'])
  })

  it('is applied and proven, with progress and the next step on stderr', async () => {
    const { code, stdout, stderr } = await run(['apply', '--plan', planSha256, '--yes', ...decide])
    expect(code, stderr).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ state: 'applied', verify: { passed: true }, quarantined: { total: 0 } })
    expect(stderr).toMatch(/^copy matchup_friction {2}100%/m)
    expect(stderr).toContain('Next: `mon-ps migrate verify`')
  })

  it('is seen from outside: leaders with their origin, live tables, and nothing to decide without a calculation', async () => {
    const inData = (args: string[]) => monPs([...args, '--json'], { MON_PS_DATA_DIR: join(folder, 'data'), LEGACY_DATABASE_URL: legacy })
    const leaders = await inData(['leaders', '--limit', '1'])
    expect(JSON.parse(leaders.stdout).teams.data, leaders.stderr).toMatchObject([
      { team: { name: 'Lazio' }, totalPnl: { value: 22, n: 13 }, origin: 'migrated' },
    ])
    const live = await run(['live'])
    expect(
      JSON.parse(live.stdout).tables.map(({ rows }: { rows: number }) => rows),
      live.stderr,
    ).toEqual([0, 0, 0])
    const [lazio] = JSON.parse(leaders.stdout).teams.data
    const row = ['--table', 'team_quantum_dna_v3', '--row', String(lazio.team.id)]
    const decided = await inData(['publication', 'decide', ...row, '--why', 'newer', '--yes'])
    expect([decided.code, JSON.parse(decided.stdout).error.code], decided.stderr).toEqual([4, 'NOT_FOUND'])
    const doctor = await inData(['doctor'])
    expect(JSON.parse(doctor.stdout).checks, doctor.stderr).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'drift', status: 'OK' }),
        expect.objectContaining({ name: 'audit log', status: 'OK', detail: 'no entry yet' }),
      ]),
    )
  })

  it('ends with exit code 8, and the column and row, when V1 is no longer what was moved', async () => {
    const { code, stdout, stderr } = await run(['verify'], { dump: changed })
    expect(code, stderr).toBe(8)
    expect(JSON.parse(stdout).passed).toBe(false)
    expect(stderr).toMatch(/^I1: .*total_pnl/m)
  })

  it('is taken back to the same digests, and nothing of it stays', async () => {
    const { code, stdout, stderr } = await run(['rollback', '--yes'])
    expect(code, stderr).toBe(0)
    const { state, digests, kept } = JSON.parse(stdout)
    expect({ state, kept }).toEqual({ state: 'rolled_back', kept: [] })
    expect(digests.length).toBeGreaterThan(10)
    expect(digests.every(({ before, after }: { before: string; after: string }) => before === after)).toBe(true)
    expect(stderr).toContain('Next: `mon-ps migrate status`')
  })
})

const ending = 'the end of the coexistence with the real V1'

describe.skipIf(realV1 === null)(realV1 === null ? `${ending} (skipped: no real data)` : ending, () => {
  const dataDir = temporaryFolder()
  const run = (...args: string[]) => monPs(['migrate', ...args, '--yes', '--json'], { MON_PS_DATA_DIR: dataDir })
  const succeeds = async (...args: string[]) => {
    const { code, stdout, stderr } = await run(...args)
    expect(code, stderr).toBe(0)
    return { answer: JSON.parse(stdout), stderr }
  }

  beforeAll(async () => {
    mkdirSync(dataDir, { recursive: true })
    await inFolder(dataDir, shortened(readFileSync(realV1 ?? '', 'utf8')))
    const { answer } = await succeeds('plan')
    await succeeds('apply', '--plan', answer.planSha256)
  })
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

  it('is refused before V3 follows V1, and while V1 was written of late, with the time that was asked for', async () => {
    const [unsynced, notUnderstood] = [await run('finish'), await run('finish', '--idle', 'soon')]
    expect([unsynced.code, JSON.parse(unsynced.stdout).error.code], unsynced.stderr).toEqual([9, 'SYNC_REFUSED'])
    expect(notUnderstood.code, notUnderstood.stderr).toBe(2)
    expect(notUnderstood.stderr).toContain('Got --idle soon, expected a whole number of minutes.')
    expect((await succeeds('sync', 'install')).answer).toMatchObject({ phase: 'synced' })
    const early = await run('finish')
    expect([early.code, JSON.parse(early.stdout).error.code], early.stderr).toEqual([9, 'SYNC_REFUSED'])
    expect(early.stderr).toContain('expected no write for 60 minutes')
  })

  it('archives V1, says what comes next, and leaves no drift', async () => {
    const { answer, stderr } = await succeeds('finish', '--idle', '0')
    expect(answer).toMatchObject({ state: 'finished', archived: expect.arrayContaining(['quantum.team_profiles_v1_archive']) })
    expect(stderr).toContain('`mon-ps migrate cleanup plan`')
    expect((await succeeds('status')).answer).toMatchObject({ state: 'finished' })
    expect((await succeeds('drift')).answer).toMatchObject({ state: 'created', unexpected: 0 })
  })

  it('is taken back by the digest of the cells that V3 changed since, which the refusal names', async () => {
    await inFolder(dataDir, "update quantum.team_quantum_dna_v3 set total_pnl = 77 where team_name = 'Lazio'")
    const refused = await run('resume')
    expect([refused.code, JSON.parse(refused.stdout).error.code], refused.stderr).toEqual([6, 'ROLLBACK_WOULD_DISCARD'])
    expect(refused.stderr).toContain('quantum.team_quantum_dna_v3 total_pnl is 77')
    const [, digest = ''] = /migrate resume --discard ([0-9a-f]{64})/.exec(refused.stderr) ?? []
    const { answer, stderr } = await succeeds('resume', '--discard', digest)
    expect(answer).toMatchObject({ phase: 'synced', tables: [{ table: 'team_profiles', different: 0 }, {}, {}] })
    expect(stderr).toContain('`mon-ps migrate sync status`')
  })
})
