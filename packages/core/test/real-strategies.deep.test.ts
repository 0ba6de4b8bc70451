import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { evaluateStrategies } from '../src/strategy/evaluate-strategies.ts'
import { historyBefore } from '../src/football/history.ts'
import type { Minute } from '../src/football/time.ts'
import { toMicros, settleBet } from '../src/strategy/settle-bet.ts'
import { type RuleBets, walkForwardBets } from '../src/strategy/walk-forward.ts'
import { recordsOverall } from '../src/strategy/bet-records.ts'
import { STRATEGIES } from '../src/strategy/strategies.ts'
import { lossAutopsy } from '../src/strategy/loss-causes.ts'
import { priceBook } from '../src/strategy/price-book.ts'
import type { BetSelection, SettledBet } from '../src/strategy/strategy.ts'
import { realFootballData } from './real-files.ts'
import { realTable } from './tables-from-records.ts'

const folder = realFootballData()
const LEAGUES = ['E0', 'D1', 'SP1', 'I1', 'F1']
const TESTED = new Set(['2018-19', '2019-20', '2020-21', '2021-22', '2022-23'])

/** Profit of one unit on every home side after a league's first season, in millionths, straight from the files' cells. */
function recountBackHome(from: string, league: string): number {
  const files = readdirSync(from)
    .filter((name) => name.startsWith(`${league}_`))
    .sort()
  let micros = 0
  for (const name of files.slice(1)) {
    const [header = '', ...lines] = readFileSync(`${from}/${name}`, 'latin1').split(/\r?\n/u)
    const names = header.split(',')
    const average = names.includes('AvgH') ? names.indexOf('AvgH') : names.indexOf('BbAvH')
    for (const line of lines) {
      const cells = line.split(',')
      const price = Number(cells[average])
      const result = cells[names.indexOf('FTR')]
      if (!(price > 1) || !result) continue
      micros += result === 'H' ? Math.round(price * 1e6) - 1e6 : -1e6
    }
  }
  return micros
}

describe.skipIf(folder === null)(`rules on five real leagues${folder === null ? ' (skipped: no real data)' : ''}`, () => {
  const tables = folder === null ? [] : LEAGUES.map((league) => realTable(folder, league))
  const all = tables.flatMap((table) => walkForwardBets(table, STRATEGIES))
  const tested = all.map((group): RuleBets => ({ ...group, bets: group.bets.filter(({ season }) => TESTED.has(season)) }))
  const reports = evaluateStrategies(recordsOverall(tested), { seed: 1 })
  const getReport = (name: string) => reports.find(({ strategy }) => strategy === name)
  const listBets = (name: string): SettledBet[] => tested.filter(({ rule }) => rule.name === name).flatMap(({ bets }) => bets)

  test('the reference has the bets and the closing line value that were measured elsewhere on the same five seasons', () => {
    const sharp = getReport('SHARP_VALUE_2')
    expect(sharp?.bets).toBeGreaterThan(3100)
    expect(sharp?.bets).toBeLessThan(3200)
    expect(sharp?.closingLineValue.value).toBeCloseTo(0.024, 2)
    expect(sharp?.closingLineValue.interval?.[0]).toBeGreaterThan(0.018)
    expect(sharp?.closingLineValue.interval?.[1]).toBeLessThan(0.03)
  })

  test('the close says of every other rule that it loses: the control, random sides and the original’s alike', () => {
    for (const { strategy, bets, closingLineValue } of reports) {
      if (bets > 0 && strategy !== 'SHARP_VALUE_2') expect(closingLineValue.interval?.[1], strategy).toBeLessThan(0)
    }
  })

  test('profit is that of an independent recount from the files, to the millionth', () => {
    for (const [i, league] of LEAGUES.entries()) {
      const group = all.find(({ rule, competition }) => rule.name === 'BACK_HOME' && competition === league)
      const counted = group?.bets.reduce((sum, { profitUnits }) => sum + toMicros(profitUnits), 0)
      expect(counted, `${tables[i]?.competition}`).toBe(recountBackHome(folder as string, league))
    }
  })

  test('a market that nobody quotes is counted, and does not settle', () => {
    const chaos = all.filter(({ rule }) => rule.name === 'TOTAL_CHAOS')
    expect(chaos.reduce((sum, { unpriced }) => sum + unpriced, 0)).toBeGreaterThan(500)
    expect(listBets('TOTAL_CHAOS').every(({ selection }) => selection.line === 2.5)).toBe(true)
    expect(listBets('HOME_FORTRESS')).toEqual([])
  })

  test('what is called unlucky comes as often as it says, and far from always', () => {
    const selections: BetSelection[] = [
      { market: '1x2', side: 'home', line: 0 },
      { market: '1x2', side: 'away', line: 0 },
      { market: 'ou', side: 'over', line: 2.5 },
    ]
    for (const selection of selections) {
      let [expected, won, matches] = [0, 0, 0]
      for (const table of tables) {
        const { season, knownAt, homeGoals, awayGoals } = table.columns
        const first = season.indexOf(table.seasons.length - 1)
        const book = priceBook(table)
        const explainLoss = lossAutopsy(historyBefore(table, knownAt[first - 1] as Minute), table, book)
        for (let row = first; row < table.length; row++) {
          const chance = explainLoss(row, selection)?.probabilityUnlucky
          if (chance === null || chance === undefined) continue
          expected += chance
          matches++
          if (settleBet(selection, { home: homeGoals[row] as number, away: awayGoals[row] as number }, 2).outcome === 'won') won++
        }
      }
      expect(matches).toBeGreaterThan(1500)
      expect(Math.abs(expected - won) / matches, selection.side).toBeLessThan(0.03)
    }
    const lost = listBets('MONTE_CARLO_PURE').filter(({ outcome }) => outcome === 'lost')
    const chances = lost.flatMap(({ lossCauses }) => lossCauses?.probabilityUnlucky ?? [])
    expect(chances.length).toBe(lost.length)
    expect(chances.reduce((sum, chance) => sum + chance, 0) / chances.length).toBeLessThan(0.6)
  })
})
