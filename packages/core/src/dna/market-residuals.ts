import type { MatchHistory } from '../football/history.ts'
import { column, type Observations, observe } from './league-view.ts'
import type { MarketExpectation } from './market-expectation.ts'

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
