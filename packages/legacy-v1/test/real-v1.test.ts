import { pickBestStrategy, predictedWinner, readSeason, readVector, roiPerBet, toInstant, winnerAsInV1 } from '../test-kit/rules-by-hand.ts'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { readLeague, QUANTUM_DNA_KEYS } from '../src/mapping/profile-rules.ts'
import { checkProfit, outcomeForScore } from '../src/mapping/live-settlement.ts'
import { usableOdds, clvPercent, findRepeats, parseBet, parsePick, backedSide } from '../src/mapping/picks.ts'
import { formatRounded, toDouble, rebuiltScale, readDecimal, roundTo, writeDecimal } from '../src/mapping/values.ts'
import { MARKET_FAMILY_WORDS, toMarketFamily, roiPerStake, toStrategyType } from '../src/mapping/strategy-rules.ts'
import { TABLE_MAPPINGS } from '../src/mapping/table-mappings.ts'
import { TEAM_NAMES, teamByUnderstatName } from '../src/mapping/club-names.ts'
import { textFaults } from '../src/mapping/text-faults.ts'
import { createdColumns, type InsertedRow, insertedRows } from './dump-rows.ts'
import { realDataFolder } from '@mon-ps/db/test-kit/env'

const file = realDataFolder === undefined ? null : join(realDataFolder, 'legacy-v1', 'legacy-v1.sql')
const named = (title: string, present: unknown): string => (present === null ? `${title} (skipped: no real data)` : title)

const counted = (values: Iterable<string | null>): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const value of values) counts[String(value)] = (counts[String(value)] ?? 0) + 1
  return counts
}
const text = (row: InsertedRow, column: string): string | null => row.get(column) ?? null
const json = (row: InsertedRow, column: string): unknown => JSON.parse(text(row, column) ?? 'null')

describe.skipIf(file === null)(named('the rules on the real V1 rows', file), () => {
  let sql = ''
  let profiles: readonly InsertedRow[] = []
  let frictions: readonly InsertedRow[] = []
  let strategies: readonly InsertedRow[] = []
  /** As the type of the column prints it. */
  const typed = (row: InsertedRow, mapping: (typeof TABLE_MAPPINGS)[number], column: string): string | null => {
    const type = mapping.v1Columns.find(({ name }) => name === column)?.type ?? ''
    const value = text(row, column)
    const scale = rebuiltScale(type)
    const decimal = value === null || scale === null ? null : readDecimal(value)
    return decimal && scale !== null ? writeDecimal(roundTo(decimal, scale)) : value
  }

  beforeAll(() => {
    sql = readFileSync(file ?? '', 'utf8')
    profiles = insertedRows(sql, 'quantum.team_profiles')
    frictions = insertedRows(sql, 'quantum.matchup_friction')
    strategies = insertedRows(sql, 'quantum.team_strategies')
  })

  test('the mapping tables name the V1 columns that the tables have, in order and with their types', () => {
    expect([profiles.length, frictions.length, strategies.length]).toEqual([99, 3403, 351])
    for (const { v1, v1Columns } of TABLE_MAPPINGS) expect(v1Columns).toEqual(createdColumns(sql, `quantum.${v1}`))
  })

  test('every number and every time is rebuilt from what V3 keeps of it, as text in its V1 type', () => {
    const rows = { team_profiles: profiles, matchup_friction: frictions, team_strategies: strategies }
    let compared = 0
    for (const mapping of TABLE_MAPPINGS) {
      const numeric = mapping.columns.filter(({ rule }) => rule === 'double@1').map(({ sources }) => sources[0] as string)
      const timed = mapping.columns.filter(({ rule }) => rule === 'instant@1').map(({ sources }) => sources[0] as string)
      for (const row of rows[mapping.v1]) {
        for (const column of numeric) {
          const v1 = typed(row, mapping, column)
          const scale = rebuiltScale(mapping.v1Columns.find(({ name }) => name === column)?.type ?? '') ?? 0
          const { value, finding } = toDouble(v1)
          if (formatRounded(value, scale) !== v1 || finding !== null) expect.fail(`${mapping.v1}.${column} ${v1} became ${value}`)
          compared++
        }
        for (const column of timed) {
          const v1 = text(row, column)
          const { value } = toInstant(v1)
          if ((value?.replace('T', ' ').replace('Z', '') ?? null) !== v1) expect.fail(`${mapping.v1}.${column} ${v1} became ${value}`)
          compared++
        }
      }
    }
    expect(compared).toBe(99 * 7 + 3403 * 12 + 351 * 5)
  })

  test('strategies are told apart by the words of their names', () => {
    const names = strategies.map((row) => text(row, 'strategy_name') ?? '')
    expect(counted(names.map(toStrategyType))).toEqual({ MARKET: 120, CONTEXT: 3, COMPOUND: 228 })
    expect(counted(names.map(toMarketFamily))).toEqual({ OVER: 106, UNDER: 14, OTHER: 231 })
    expect(MARKET_FAMILY_WORDS.map(({ word }) => word)).toContain('handicap')
  })

  test('ROI: per bet in the strategies, per stake in the profiles; one rule makes them agree and goes back on 344 of 351 rows', () => {
    const mapping = TABLE_MAPPINGS.find(({ v1 }) => v1 === 'team_strategies') as (typeof TABLE_MAPPINGS)[number]
    const unknown: string[] = []
    for (const row of strategies) {
      const [roi, name, parameters] = [typed(row, mapping, 'roi'), text(row, 'strategy_name') ?? '', json(row, 'parameters')]
      // Per bet, as the importer calculated it, to its one decimal.
      expect(Math.abs(Number(roi) - (100 * Number(text(row, 'profit'))) / Number(text(row, 'bets')))).toBeLessThan(0.051)
      const { value, finding } = roiPerStake(roi, name, parameters)
      if (finding === 'stake-unknown') unknown.push(text(row, 'id') ?? '')
      else expect(roiPerBet(value, name, parameters)).toBe(roi)
    }
    expect(unknown).toEqual(['345', '346', '347', '348', '349', '350', '351'])

    const lazio = strategies.find((row) => text(row, 'team_name') === 'Lazio' && text(row, 'is_best_strategy') === 'true') as InsertedRow
    expect(roiPerStake(text(lazio, 'roi'), 'QUANT_BEST_MARKET', json(lazio, 'parameters')).value).toBe(84.6)
    expect(Number(text(profiles[0] as InsertedRow, 'roi'))).toBe(84.6)
  })

  test('the best strategy of 92 of 99 profiles, Lazio’s among them', () => {
    const marks = strategies.map((row) => ({
      team: text(row, 'team_name'),
      id: Number(text(row, 'id')),
      strategyName: text(row, 'strategy_name') ?? '',
      isBestStrategy: text(row, 'is_best_strategy') === 'true',
      strategyRank: text(row, 'strategy_rank') === null ? null : Number(text(row, 'strategy_rank')),
    }))
    const best = profiles.map((profile) => pickBestStrategy(marks.filter(({ team }) => team === text(profile, 'team_name'))))
    expect(best.filter(({ value }) => value !== null)).toHaveLength(92)
    expect(best.every(({ finding }) => finding === null)).toBe(true)
    expect(best[0]?.value).toBe('QUANT_BEST_MARKET')
  })

  test('leagues are read from the data, seasons are not in it, and every vector is an object or absent', () => {
    const dna = profiles.map((row) => json(row, 'quantum_dna'))
    expect(counted(dna.map((value) => readLeague(value).value))).toEqual({
      'Premier League': 21,
      'La Liga': 20,
      'Serie A': 20,
      'Ligue 1': 18,
      Bundesliga: 18,
      Championship: 2,
    })
    expect(counted(dna.map((value) => readSeason(value).value))).toEqual({ null: 99 })
    const filled = (name: Parameters<typeof readVector>[1]): number => dna.filter((value) => readVector(value, name).value !== null).length
    expect([filled('market'), filled('nemesis'), filled('risk')]).toEqual([99, 92, 0])
    expect(dna.every((value) => readVector(value, 'market').finding === null)).toBe(true)
    const known = new Set(QUANTUM_DNA_KEYS.map(({ key }) => key))
    expect(dna.flatMap((value) => Object.keys(value as object)).filter((key) => !known.has(key))).toEqual([])
  })

  test('every predicted winner becomes a side, and back', () => {
    const said = frictions.map((row) => text(row, 'predicted_winner'))
    const back = said.map((winner) => predictedWinner(winner)).map(({ value, finding }) => finding ?? winnerAsInV1(value))
    expect(back).toEqual(said)
  })

  test('all 99 profile names are in the dictionary, and no text of the profiles looks damaged', () => {
    expect(profiles.map((row) => teamByUnderstatName(text(row, 'team_name') ?? '')).filter((names) => names === null)).toEqual([])
    expect(TEAM_NAMES).toHaveLength(99)
    expect(profiles.flatMap((row) => textFaults(text(row, 'team_name') ?? ''))).toEqual([])
  })

  test('picks: every market is known, repeats and unusable prices are counted', () => {
    const picks = insertedRows(sql, 'public.tracking_clv_picks')
    const selections = picks.map((row) => parsePick(text(row, 'market_type') ?? ''))
    expect(selections.filter((selection) => selection === null)).toEqual([])
    expect(selections.filter((selection) => selection && backedSide(selection) !== null)).toHaveLength(136 + 144 + 115)
    expect(picks.filter((row) => usableOdds(text(row, 'odds_taken')) === null)).toHaveLength(68)
    const repeats = findRepeats(
      picks.map((row, i) => ({ id: i + 1, match: text(row, 'match_id'), marketType: text(row, 'market_type') ?? '' })),
    )
    expect(repeats.size).toBe(92)
  })

  test('picks: the closing-line value is what the legacy stored, where both prices are usable', () => {
    const stored = insertedRows(sql, 'public.tracking_clv_picks').filter((row) => text(row, 'clv_percentage') !== null)
    for (const row of stored) {
      const percent = clvPercent(text(row, 'odds_taken'), text(row, 'closing_odds'))
      expect(Math.abs((percent ?? Number.NaN) - Number(text(row, 'clv_percentage')))).toBeLessThan(0.00051)
    }
    expect(stored.length).toBeGreaterThan(500)
  })

  test('picks: the legacy booked draws of draw-no-bet as lost, which are pushes', () => {
    const outcomes = insertedRows(sql, 'public.tracking_clv_picks').map((row) => {
      const selection = parsePick(text(row, 'market_type') ?? '')
      const score = { home: Number(text(row, 'score_home')), away: Number(text(row, 'score_away')) }
      const booked = text(row, 'is_winner') === 'true' ? 'won' : 'lost'
      const outcome = selection ? outcomeForScore(selection, score) : null
      return booked === outcome ? 'agrees' : `${selection?.market}: ${outcome} booked as ${booked}`
    })
    expect(Object.keys(counted(outcomes)).sort()).toEqual(['agrees', 'dnb: push booked as lost'])
  })

  test('bets: every selection is read, and nobody typed a profit that could be checked', () => {
    const bets = insertedRows(sql, 'public.manual_bets')
    expect(bets).toHaveLength(145)
    for (const row of bets) {
      const line = text(row, 'line')
      expect(parseBet(text(row, 'market_type') ?? '', text(row, 'selection') ?? '', line === null ? null : Number(line))).not.toBeNull()
      const checked = checkProfit({
        stake: text(row, 'stake'),
        oddsObtained: text(row, 'odds_obtained'),
        result: text(row, 'result'),
        profitLoss: text(row, 'profit_loss'),
      })
      expect(['not-typed', 'not-known']).toContain(checked.agrees)
    }
  })
})

const results = realDataFolder === undefined ? null : join(realDataFolder, 'football-data')

test.skipIf(results === null)(named('a name of the dictionary stands in the results files where it says so', results), () => {
  const found = new Set(
    readdirSync(results ?? '').flatMap((name) => {
      const [head = '', ...lines] = readFileSync(join(results ?? '', name), 'latin1').split(/\r?\n/)
      const home = head.split(',').indexOf('HomeTeam')
      return lines.map((line) => line.split(',')[home] ?? '')
    }),
  )
  for (const { footballData, inResultsFiles } of TEAM_NAMES)
    expect([footballData, found.has(footballData)]).toEqual([footballData, inResultsFiles])
  expect(TEAM_NAMES.find(({ footballData }) => footballData === 'Man City')?.understat).toBe('Manchester City')
})
