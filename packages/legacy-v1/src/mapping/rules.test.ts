import { pickBestStrategy, predictedWinner, readSeason, readVector, toInstant, type OffsetAt } from '../../test-kit/rules-by-hand.ts'
import { ENRICHED_COLUMNS, averageEdges, averageOrders, averageSeasons } from './enrich-rules.ts'
import { readLeague } from './profile-rules.ts'
import { recountMigrated } from './recount-migrated.ts'
import { roiPerStake, toMarketFamily, toStrategyType } from './strategy-rules.ts'
import { TABLE_MAPPINGS } from './table-mappings.ts'
import { formatRounded, rebuiltScale, toDouble } from './values.ts'
import { describe, expect, it, test } from 'vitest'

test.each([
  ['RECOVERY_TEAM', 'COMPOUND', 'OTHER'],
  ['WINTER_BREAK', 'COMPOUND', 'OTHER'],
  ['TWIN_STRIKERS', 'COMPOUND', 'OTHER'],
  ['HOME_AHEAD', 'CONTEXT', 'OTHER'],
  ['QUANT_BEST_MARKET', 'COMPOUND', 'OTHER'],
  ['convergence-over.mc', 'MARKET', 'OVER'],
  ['AH plus handicap', 'COMPOUND', 'AH'],
  ['Away 1X2', 'CONTEXT', '1X2'],
  ['btts|yes', 'MARKET', 'BTTS'],
  ['HOME_UNDER', 'MARKET', 'UNDER'],
  ['éover', 'COMPOUND', 'OTHER'],
  ['', 'COMPOUND', 'OTHER'],
])('%s is %s and %s: whole words, never parts of one', (name, type, family) => {
  expect([toStrategyType(name), toMarketFamily(name)]).toEqual([type, family])
})

describe('the league', () => {
  test.each([
    [{ league: 'EPL' }, 'Premier League', null],
    [{ league: 'Serie A' }, 'Serie A', null],
    [{ league: 'Eredivisie' }, 'Eredivisie', 'unknown-league-code'],
    [{ status_2025_2026: { league: 'LaLiga' } }, 'La Liga', null],
    [{ league: null, status_2025_2026: { league: 'Ligue1' } }, 'Ligue 1', null],
    [{ league: '  ', status_2025_2026: { league: 'Bundesliga' } }, 'Bundesliga', null],
    [{ league: 7, status_2025_2026: { league: 'EPL' } }, 'Premier League', 'not-text'],
    [{ league: { name: 'EPL' } }, null, 'not-text'],
    [{ league: 'toString' }, 'toString', 'unknown-league-code'],
    [{}, null, null],
    [[{ league: 'EPL' }], null, null],
    ['EPL', null, null],
    [null, null, null],
  ])('of %j is %s', (dna, league, finding) => {
    expect(readLeague(dna)).toEqual({ value: league, finding })
  })
})

describe('the season', () => {
  test.each([
    ['2025-26', '2025-26'],
    ['2025/26', '2025-26'],
    ['2025/2026', '2025-26'],
    ['2025-2026', '2025-26'],
    ['2025', '2025-26'],
    [2025, '2025-26'],
    ['1999/00', '1999-00'],
    ['1999-2000', '1999-00'],
  ])('%j is read', (said, season) => {
    expect(readSeason({ current_season: { season: said } })).toEqual({ value: season, finding: null })
  })

  test.each(['2025-27', '2025/2027', '25-26', '2025-26 ', 'current', 2025.5, true, { year: 2025 }])('%j is none', (said) => {
    expect(readSeason({ current_season: { season: said } })).toEqual({ value: null, finding: 'not-a-season' })
  })

  test('nothing said is nothing, without a finding', () => {
    for (const dna of [{}, { current_season: {} }, { current_season: 'x' }, null])
      expect(readSeason(dna)).toEqual({ value: null, finding: null })
  })
})

describe('a vector', () => {
  test('is found under either spelling, the longer first, and a key of the prototype is none', () => {
    expect(readVector({ market: { a: 1 } }, 'market').value).toEqual({ a: 1 })
    expect(readVector({ market_dna: null, market: { a: 1 } }, 'market')).toEqual({ value: { a: 1 }, finding: null })
    expect(readVector({ market_dna: { b: 2 }, market: { a: 1 } }, 'market')).toEqual({ value: { b: 2 }, finding: 'both-spellings' })
    expect(readVector({}, 'risk')).toEqual({ value: null, finding: null })
  })

  test.each([['text'], [[]], [1], [true]])('that is %j is null with a finding', (said) => {
    expect(readVector({ market_dna: said }, 'market')).toEqual({ value: null, finding: 'not-an-object' })
  })

  test('of something that is no object at all is absent', () => {
    for (const dna of [null, 'x', [{ market_dna: {} }]]) expect(readVector(dna, 'market').value).toBeNull()
  })
})

describe('the best strategy', () => {
  const mark = (id: number, strategyRank: number | null, isBestStrategy: boolean | null = true) => ({
    id,
    strategyName: `S${id}`,
    isBestStrategy,
    strategyRank,
  })

  test('is the marked one; of several the lowest rank, then the lowest id; else none', () => {
    expect(pickBestStrategy([mark(1, 1, false), mark(2, null)])).toEqual({ value: 'S2', finding: null })
    expect(pickBestStrategy([mark(1, null), mark(2, 2), mark(3, 1), mark(4, 1)])).toEqual({ value: 'S3', finding: 'several-best' })
    expect(pickBestStrategy([mark(9, null), mark(7, null)]).value).toBe('S7')
    expect(pickBestStrategy([mark(1, 1, null), mark(2, 1, false)])).toEqual({ value: null, finding: null })
  })
})

describe('ROI', () => {
  test('is divided by the stake of the strategy, and unknown where the audit did not measure the row', () => {
    expect(roiPerStake('169.20', 'QUANT_BEST_MARKET', { family: 'QUANT' }).value).toBe(84.6)
    expect(roiPerStake('212.00', 'CONVERGENCE_OVER_MC', { family: 'CONVERGENCE' }).value).toBe(84.8)
    expect(roiPerStake('-23.50', 'CONVERGENCE_OVER_MC', { focus: ['home'] })).toEqual({ value: null, finding: 'stake-unknown' })
    expect(roiPerStake('3.80', 'HOME_FORTRESS', { family: 'GENERIC' })).toEqual({ value: null, finding: 'stake-unknown' })
    expect(roiPerStake('3.80', 'MC_V2_PURE', { family: null })).toEqual({ value: null, finding: 'stake-unknown' })
    expect(roiPerStake('NaN', 'MC_V2_PURE', { family: 'MONTE_CARLO' })).toEqual({ value: null, finding: 'not-a-number' })
    expect(roiPerStake(null, 'MC_V2_PURE', { family: 'MONTE_CARLO' })).toEqual({ value: null, finding: null })
  })
})

describe('a decimal', () => {
  test.each([
    ['NaN', null, 'not-a-number'],
    ['Infinity', null, 'not-a-number'],
    ['-Infinity', null, 'not-a-number'],
    ['0.00', 0, null],
    [`1${'0'.repeat(300)}`, null, 'not-a-number'],
    ['-0.10', -0.1, null],
    ['9007199254740993', 9007199254740992, 'digits-lost'],
  ])('%s becomes %s', (text, value, finding) => {
    expect(toDouble(text)).toEqual({ value, finding })
  })

  test('is rebuilt with the scale of its type, which must promise at most 15 digits', () => {
    expect([formatRounded(-0.1, 2), formatRounded(1e-7, 8), formatRounded(1e21, 0), formatRounded(null, 2)]).toEqual([
      '-0.10',
      '0.00000010',
      '1' + '0'.repeat(21),
      null,
    ])
    expect(['numeric(6,2)', 'numeric(15,0)', 'numeric(16,2)', 'numeric', 'integer'].map(rebuiltScale)).toEqual([2, 0, null, null, null])
  })
})

describe('a time without zone', () => {
  /** One hour ahead of UTC, two in summer, as in Paris in 2025. */
  const paris: OffsetAt = (instant) => 3_600_000 * (instant >= Date.UTC(2025, 2, 30, 1) && instant < Date.UTC(2025, 9, 26, 1) ? 2 : 1)

  test('is read as UTC unless a zone is given, and keeps its microseconds', () => {
    expect(toInstant('2025-12-05 23:46:41.123456').value).toBe('2025-12-05T23:46:41.123456Z')
    expect(toInstant('2025-12-05 23:46:41', paris).value).toBe('2025-12-05T22:46:41Z')
    expect(toInstant('2025-07-05 23:46:41', paris).value).toBe('2025-07-05T21:46:41Z')
  })

  test('that the clocks skip or repeat is read as Postgres reads it', () => {
    expect(toInstant('2025-03-30 02:30:00', paris)).toEqual({ value: '2025-03-30T01:30:00Z', finding: 'time-skipped' })
    expect(toInstant('2025-10-26 02:30:00', paris)).toEqual({ value: '2025-10-26T01:30:00Z', finding: null })
  })

  test('that cannot be read is null with a finding', () => {
    for (const text of ['infinity', '-infinity', 'yesterday']) expect(toInstant(text)).toEqual({ value: null, finding: 'not-a-time' })
  })
})

test('a predicted winner that is no side is null with a finding', () => {
  expect(['team_a', 'team_b', 'draw', null].map((said) => predictedWinner(said).value)).toEqual(['home', 'away', 'draw', null])
  expect(predictedWinner('home')).toEqual({ value: null, finding: 'unknown-winner' })
})

describe('a migrated number counted again from its V1 row', () => {
  test('is what the rule makes of the row', () => {
    expect(recountMigrated('team_profiles', 'win_rate', { win_rate: '54.20' })).toMatchObject({ rule: 'double@1', value: 54.2 })
    expect(recountMigrated('team_profiles', 'total_bets', { total_bets: null })).toMatchObject({ rule: 'copy@1', value: null })
    const row = { roi: '169.20', strategy_name: 'QUANT_BEST_MARKET', parameters: '{"family": "QUANT"}' }
    expect(recountMigrated('team_strategies', 'roi', row)).toMatchObject({ rule: 'roi-per-stake@1', value: 84.6, cannot: null })
  })

  test('says why where the rule reads more than the row', () => {
    const clv = recountMigrated('team_profiles', 'avg_clv', {})
    expect(clv?.value).toBeNull()
    expect(clv?.cannot).not.toBeNull()
    expect(recountMigrated('team_profiles', 'no_such_column', {})).toBeNull()
  })
})

const figure = (value: number | null, interval: readonly [number, number] | null = null, n: number | null = 10) => ({ value, n, interval })

describe('columns that enrichment may fill', () => {
  it('are exactly those that the move leaves to others: none with a V1 source, and no key', () => {
    const free = TABLE_MAPPINGS.flatMap(({ v3, columns }) =>
      columns
        .filter(({ rule, target }) => (rule === 'none@1' || rule === 'clv-from-picks@1') && target !== 'season')
        .map(({ target }) => `${v3}.${target}`),
    )
    expect(ENRICHED_COLUMNS.map(({ table, column }) => `${table}.${column}`)).toEqual(free)
  })
})

describe('a pair without a home side', () => {
  it('has the mean of both orders, from the fewer matches, with ends that do not pretend independence', () => {
    expect(averageOrders(figure(40, [30, 50], 12), figure(60, [40, 80], 9))).toEqual({ value: 50, n: 9, interval: [35, 65] })
    expect(averageOrders(figure(40), figure(60, [40, 80]))?.interval).toBeNull()
    expect(averageOrders(figure(40), figure(null))).toBeNull()
  })

  it('has an edge that changes its sign with the order, and none where both hosts have the same', () => {
    const there = figure(0.5, [0.1, 0.9])
    const back = figure(-0.3, [-0.8, 0.2])
    expect(averageEdges(there, back)).toMatchObject({ value: 0.4 })
    expect(averageEdges(back, there)).toMatchObject({ value: -0.4 })
    expect(averageEdges(there, back)?.interval?.map((end) => Number(end.toFixed(3)))).toEqual([-0.05, 0.85])
    expect(averageEdges(figure(0.5), figure(0.5))?.value).toBe(0)
  })

  it('has of its earlier seasons those that both orders have', () => {
    const history = (scores: Readonly<Record<string, number | null>>) => ({
      seasons: Object.entries(scores).map(([season, value]) => ({ season, score: figure(value) })),
      reason: null,
    })
    expect(averageSeasons(history({ '2020-21': 40, '2021-22': 50 }), history({ '2021-22': 60, '2022-23': 10 }))).toEqual({
      seasons: [{ season: '2021-22', score: { value: 55, n: 10, interval: null } }],
      reason: null,
    })
    for (const nothing of [null, {}, { seasons: null, reason: 'never_together' }, { seasons: [1] }, history({ '2021-22': null })])
      expect(averageSeasons(history({ '2021-22': 60 }), nothing)).toBeNull()
  })
})
