import { predictedWinner, readSeason, readVector, toInstant, type OffsetAt } from '../test-kit/rules-by-hand.ts'
import type { ColumnMapping, TableMapping } from '../src/mapping/column-mapping.ts'
import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import { toDouble, type MappedValue } from '../src/mapping/values.ts'
import { readLeague } from '../src/mapping/profile-rules.ts'
import { MAPPING_RULES } from '../src/mapping/rules.ts'
import { toMarketFamily, roiPerStake, toStrategyType } from '../src/mapping/strategy-rules.ts'
import { TABLE_MAPPINGS } from '../src/mapping/table-mappings.ts'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { columnExpression } from '../src/copy/rule-sql.ts'
import { openTestDatabase, type TestDatabase } from '@mon-ps/db/test-kit/open-test-database'

/** V1 values of a row by column, as text; what is not named is null. */
type V1Row = Readonly<Record<string, string | null>>

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase({ migrated: false })
})
afterAll(() => database.close())

const literal = (value: string | null): string => (value === null ? 'null' : `'${value.replaceAll("'", "''")}'`)

function find(v1: V1TableName, target: string): { readonly mapping: TableMapping; readonly column: ColumnMapping } {
  const mapping = TABLE_MAPPINGS.find((table) => table.v1 === v1)
  const column = mapping?.columns.find((candidate) => candidate.target === target)
  if (!mapping || !column) throw new Error(`no mapping of ${v1} to ${target}`)
  return { mapping, column }
}

/** What the SQL of the move makes of V1 rows, as JSON values. */
async function inSql(v1: V1TableName, target: string, rows: readonly V1Row[], zone = 'UTC'): Promise<readonly unknown[]> {
  const { mapping, column } = find(v1, target)
  const selects = rows.map((row, n) => {
    const values = mapping.v1Columns.map(({ name, type }) => `${literal(row[name] ?? null)}::${type} as "${name}"`)
    return `select ${n} as n, ${values.join(', ')}`
  })
  const answer = await database.db.execute<{ value: { said: unknown } }>(
    sql.raw(`select jsonb_build_object('said', ${columnExpression(mapping, column)}) as value from (${selects.join(' union all ')}) c
      cross join (select null::jsonb as ruled) o cross join (select null::text as value) g cross join (select '${zone}'::text as time_zone) z
      order by c.n`),
  )
  return answer.map(({ value }) => value.said)
}

const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value))
const toValues = (mapped: readonly MappedValue<unknown>[]): readonly unknown[] => mapped.map(({ value }) => value)

const SAID = [undefined, null, '', ' ', '\n', 'x', 7, 0, true, {}, { a: 1 }, [], ['EPL'], 'toString']
const LEAGUES = [...SAID, 'EPL', 'LaLiga', 'SerieA', 'Ligue1', 'Bundesliga', 'La Liga', ' EPL']
const SEASONS = [
  ...SAID,
  '2025-26',
  '2025/26',
  '2025/2026',
  '2025-2026',
  '2025',
  '2025-27',
  '2025/2027',
  '25-26',
  '1999-00',
  '2099/2100',
  ' 2025',
  '2025\n',
  '١٩٩٩',
  2025,
  2025.5,
  2e20,
]
/** Also `quantum_dna` that is no object. */
const OTHER_DNA = [undefined, null, 'x', [], [{ league: 'EPL', market_dna: {} }], 7, { status_2025_2026: 'x' }, { current_season: [] }]

describe('a rule says the same in SQL as in TypeScript', () => {
  const dnaRows = (dnas: readonly unknown[]): readonly V1Row[] => dnas.map((dna) => ({ quantum_dna: json(dna) ?? null }))

  test('of leagues', async () => {
    const dnas = LEAGUES.flatMap((league) => [
      { league },
      { status_2025_2026: { league } },
      { league, status_2025_2026: { league: 'EPL' } },
    ])
    const all = [...OTHER_DNA, ...dnas]
    expect(await inSql('team_profiles', 'league', dnaRows(all))).toEqual(toValues(all.map(readLeague)))
  })

  test('of seasons', async () => {
    const all = [...OTHER_DNA, ...SEASONS.map((season) => ({ current_season: { season } }))]
    expect(await inSql('team_profiles', 'season', dnaRows(all))).toEqual(toValues(all.map(readSeason)))
  })

  test.each(['market', 'risk', 'luck'] as const)('of the vector %s', async (name) => {
    const dnas = SAID.flatMap((said) => [
      { [`${name}_dna`]: said },
      { [name]: said },
      { [`${name}_dna`]: said, [name]: { z: 1 } },
      { [`${name}_dna`]: { z: 1 }, [name]: said },
    ])
    const all = [...OTHER_DNA, ...dnas]
    expect(await inSql('team_profiles', `${name}_dna`, dnaRows(all))).toEqual(toValues(all.map((dna) => readVector(dna, name))))
  })

  test('of the words of strategies', async () => {
    const names = ['RECOVERY_TEAM', 'WINTER_BREAK', 'HOME_AHEAD', 'OVER-x', 'Éover', 'éover win', 'BTTS', 'a 1x2', 'AH', 'ahx', 'x.away']
    const odd = ['İWIN', 'WİN', '', '_', 'a–over', 'under\u00a0x', 'win\tx', 'overſ', 'OVER\u007fx', "home's"]
    const rows = [...names, ...odd].map((strategy_name) => ({ strategy_name }))
    expect(await inSql('team_strategies', 'strategy_type', rows)).toEqual([...names, ...odd].map(toStrategyType))
    expect(await inSql('team_strategies', 'market_family', rows)).toEqual([...names, ...odd].map(toMarketFamily))
  })

  test('of the ROI of strategies', async () => {
    const cases = [null, '169.20', '-200.00', '0.00', 'NaN', '77.13', '-0.01', '999999.99'].flatMap((roi) =>
      ['QUANT_BEST_MARKET', 'TOTAL_CHAOS', 'HOME_FORTRESS'].flatMap((name) =>
        [undefined, null, {}, { family: 'X' }, { family: null }, { family: 1 }, [], 'family', ['family']].map((parameters) => ({
          roi,
          name,
          parameters,
        })),
      ),
    )
    const rows = cases.map(({ roi, name, parameters }) => ({ roi, strategy_name: name, parameters: json(parameters) }))
    const expected = toValues(cases.map(({ roi, name, parameters }) => roiPerStake(roi, name, parameters)))
    expect(await inSql('team_strategies', 'roi', rows)).toEqual(expected)
  })

  test('of numbers and of winners', async () => {
    const numbers = [null, '0.00', '-0.01', '55.10', '9999.99', 'NaN']
    const said = await inSql(
      'matchup_friction',
      'friction_score',
      numbers.map((friction_score) => ({ friction_score })),
    )
    expect(said).toEqual(toValues(numbers.map(toDouble)))
    const winners = [null, 'team_a', 'team_b', 'draw', 'home', 'TEAM_A', '']
    const sides = await inSql(
      'matchup_friction',
      'predicted_winner',
      winners.map((predicted_winner) => ({ predicted_winner })),
    )
    expect(sides).toEqual(toValues(winners.map(predictedWinner)))
  })

  test.each(['UTC', 'Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'])('of times in %s', async (zone) => {
    const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
    const offsetAt: OffsetAt = (instant) => Date.parse(`${clock.format(instant).replace(' ', 'T')}Z`) - instant
    const changes = ['2025-03-30', '2025-10-26', '2025-03-09', '2025-11-02', '2025-04-06', '2025-10-05']
    const times = [
      ...changes.flatMap((day) => [`${day} 01:30:00`, `${day} 01:45:00`, `${day} 02:15:00`, `${day} 03:00:00`]),
      '2025-07-01 12:00:00.123456',
    ]
    const said = await inSql(
      'team_profiles',
      'last_audit_at',
      times.map((last_audit_at) => ({ last_audit_at })),
      zone,
    )
    expect(said.map((instant) => String(instant).replace('+00:00', 'Z'))).toEqual(toValues(times.map((time) => toInstant(time, offsetAt))))
  })
})

test('every rule that has a meaning has SQL, or is one that the move leaves null', () => {
  for (const { id } of MAPPING_RULES) {
    const [table] = TABLE_MAPPINGS.filter(({ columns }) => columns.some(({ rule }) => rule === id))
    const column = table?.columns.find(({ rule }) => rule === id)
    if (!table || !column) throw new Error(`no column uses ${id}`)
    expect([id, columnExpression(table, column) === null]).toEqual([id, ['none@1', 'clv-from-picks@1', 'row-id@1'].includes(id)])
  }
})
