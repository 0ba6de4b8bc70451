import { CoreError } from '../errors.ts'
import type { MatchHistory } from '../football/history.ts'
import type { PriceColumns, PriceKey } from '../football/match-table.ts'
import { goalsFromOdds } from '../goals-model/goals-from-odds.ts'
import { removeOverround } from '../odds/remove-overround.ts'
import { column, type Observations, observe } from './league-view.ts'

/** Points that the market expected of each match, a value per row of the history; NaN where there are no odds. */
export interface MarketPoints {
  readonly homePoints: Float64Array
  readonly awayPoints: Float64Array
}

/** What the market expected of each match before it, a value per row of the history; NaN where there are no odds. */
export interface MarketExpectation extends MarketPoints {
  readonly homeGoals: Float64Array
  readonly awayGoals: Float64Array
  /** ln(fair closing / fair opening probability of a win), per side, of one bookmaker. */
  readonly drift: Observations
}

/** Whose 1X2 is taken for the market's opinion: the sharp close first, then the latest that there is. */
const OUTCOME_SOURCES: readonly PriceKey[] = [
  '1x2|close|pinnacle',
  '1x2|close|average',
  '1x2|open|pinnacle',
  '1x2|open|average',
  '1x2|open|betbrain-average',
  '1x2|open|bet365',
]
const TOTAL_SOURCES: readonly PriceKey[] = [
  'ou|close|pinnacle',
  'ou|close|average',
  'ou|open|pinnacle',
  'ou|open|average',
  'ou|open|betbrain-average',
  'ou|open|bet365',
]
/** A drift is measured within one bookmaker: between two it would be their difference of opinion. */
const DRIFT_BOOKMAKERS = ['pinnacle', 'average', 'bet365']
const LINE = 2.5

/** Fair home, draw and away probability of one row by the power method; null without three prices. */
export function fairOutcome(prices: PriceColumns | undefined, row: number): [home: number, draw: number, away: number] | null {
  if (prices === undefined) return null
  const quoted = [prices.price1[row] as number, prices.priceX[row] as number, prices.price2[row] as number]
  return quoted.every((price) => price > 1) ? (removeOverround(quoted, 'power') as [number, number, number]) : null
}

/** Fair probability of more than 2.5 goals of one row by the power method; null without two prices at that line. */
function fairOver25(prices: PriceColumns | undefined, row: number): number | null {
  if (prices === undefined || prices.line[row] !== LINE) return null
  const quoted = [prices.price1[row] as number, prices.price2[row] as number]
  return quoted.every((price) => price > 1) ? (removeOverround(quoted, 'power')[0] as number) : null
}

/** The answer of the first source that has one. */
export function firstAnswer<Source, Answer>(sources: readonly Source[], ask: (source: Source) => Answer | null): Answer | null {
  for (const source of sources) {
    const answer = ask(source)
    if (answer !== null) return answer
  }
  return null
}

/** Prices that no two goal rates give come from a misprint: the row then has no expected goals. */
function goalsOrNull(outcome: [number, number, number], over25: number): ReturnType<typeof goalsFromOdds> | null {
  const [home, draw, away] = outcome
  try {
    return goalsFromOdds({ home, draw, away, over25 })
  } catch (error) {
    if (error instanceof CoreError && error.code === 'NO_FAIR_PROBABILITIES') return null
    throw error
  }
}

const missing = (history: MatchHistory): Float64Array => new Float64Array(history.length).fill(Number.NaN)

function marketDrift(history: MatchHistory): Observations {
  const drift = { home: missing(history), away: missing(history) }
  const books = DRIFT_BOOKMAKERS.map((bookmaker) => ({
    open: history.prices.get(`1x2|open|${bookmaker}`),
    close: history.prices.get(`1x2|close|${bookmaker}`),
  }))
  for (let row = 0; row < history.length; row++) {
    for (const { open, close } of books) {
      const before = fairOutcome(open, row)
      const after = before && fairOutcome(close, row)
      if (before === null || after === null) continue
      drift.home[row] = Math.log(after[0] / before[0])
      drift.away[row] = Math.log(after[2] / before[2])
      break
    }
  }
  return drift
}

/** Whose opinion of a row counts: that of the first source with all three prices. */
function outcomeReader(history: MatchHistory): (row: number) => ReturnType<typeof fairOutcome> {
  const sources = OUTCOME_SOURCES.map((key) => history.prices.get(key))
  return (row) => firstAnswer(sources, (prices) => fairOutcome(prices, row))
}

/** Points that the market's own odds expected of each match, margin removed by the power method. */
export function marketPoints(history: MatchHistory): MarketPoints {
  const points = { homePoints: missing(history), awayPoints: missing(history) }
  const readOutcome = outcomeReader(history)
  for (let row = 0; row < history.length; row++) {
    const outcome = readOutcome(row)
    if (outcome === null) continue
    points.homePoints[row] = 3 * outcome[0] + outcome[1]
    points.awayPoints[row] = 3 * outcome[2] + outcome[1]
  }
  return points
}

/**
 * Points and goals that the market expected of each match of the history, from its own odds before kick-off. They are a fair
 * yardstick for that match afterwards, never a feature for predicting it.
 *
 * Margin removed by the power method; goals from 1X2 and over/under 2.5 (`goalsFromOdds`). Cost: about 40 µs a match.
 */
export function marketExpectation(history: MatchHistory): MarketExpectation {
  const goals = { homeGoals: missing(history), awayGoals: missing(history) }
  const readOutcome = outcomeReader(history)
  const totals = TOTAL_SOURCES.map((key) => history.prices.get(key))
  for (let row = 0; row < history.length; row++) {
    const outcome = readOutcome(row)
    const over25 = outcome && firstAnswer(totals, (prices) => fairOver25(prices, row))
    const rates = outcome === null || over25 === null ? null : goalsOrNull(outcome, over25)
    if (rates === null) continue
    goals.homeGoals[row] = rates.homeRate
    goals.awayGoals[row] = rates.awayRate
  }
  return { ...marketPoints(history), ...goals, drift: marketDrift(history) }
}

/** Goals of a match as one side sees them. */
interface SideView {
  readonly scored: number
  readonly conceded: number
  readonly expectedScored: number
  readonly expectedConceded: number
}

/** Observations from what one side scored and conceded against what the market expected of it; NaN without odds. */
export function goalResiduals(history: MatchHistory, expectation: MarketExpectation, residual: (side: SideView) => number): Observations {
  const home = column(history, 'homeGoals')
  const away = column(history, 'awayGoals')
  return observe(history, (row, atHome) => {
    const goals: [number, number] = [home[row] as number, away[row] as number]
    const expected: [number, number] = [expectation.homeGoals[row] as number, expectation.awayGoals[row] as number]
    return residual(
      atHome
        ? { scored: goals[0], conceded: goals[1], expectedScored: expected[0], expectedConceded: expected[1] }
        : { scored: goals[1], conceded: goals[0], expectedScored: expected[1], expectedConceded: expected[0] },
    )
  })
}

/** Goal difference beyond the market's, of either side. */
export const goalDifferenceResiduals = (history: MatchHistory, expectation: MarketExpectation): Observations =>
  goalResiduals(history, expectation, (side) => side.scored - side.conceded - (side.expectedScored - side.expectedConceded))

/** A match's second half as one side sees it, after the interval's score. */
interface SecondHalf extends SideView {
  /** Goal difference at half-time. */
  readonly interval: number
}

/** The second half's share of all goals of the history; NaN without half-time scores. */
function secondHalfShare(history: MatchHistory): number {
  let all = 0
  let late = 0
  const [home, away] = [column(history, 'homeGoals'), column(history, 'awayGoals')]
  const [homeHalf, awayHalf] = [column(history, 'halfTimeHomeGoals'), column(history, 'halfTimeAwayGoals')]
  for (let row = 0; row < history.length; row++) {
    const early = (homeHalf[row] as number) + (awayHalf[row] as number)
    if (Number.isNaN(early)) continue
    const total = (home[row] as number) + (away[row] as number)
    all += total
    late += total - early
  }
  return late / all
}

/**
 * Observations from the second half alone: the market's goals are split between the halves by the league's own share.
 * NaN without half-time scores or odds.
 */
export function secondHalfResiduals(
  history: MatchHistory,
  expectation: MarketExpectation,
  residual: (half: SecondHalf) => number,
): Observations {
  const share = secondHalfShare(history)
  const [homeHalf, awayHalf] = [column(history, 'halfTimeHomeGoals'), column(history, 'halfTimeAwayGoals')]
  const [home, away] = [column(history, 'homeGoals'), column(history, 'awayGoals')]
  return observe(history, (row, atHome) => {
    const early: [number, number] = [homeHalf[row] as number, awayHalf[row] as number]
    const late: [number, number] = [(home[row] as number) - early[0], (away[row] as number) - early[1]]
    const expected: [number, number] = [share * (expectation.homeGoals[row] as number), share * (expectation.awayGoals[row] as number)]
    const [own, other] = atHome ? [0, 1] : [1, 0]
    return residual({
      scored: late[own as 0],
      conceded: late[other as 1],
      expectedScored: expected[own as 0],
      expectedConceded: expected[other as 1],
      interval: early[own as 0] - early[other as 1],
    })
  })
}
