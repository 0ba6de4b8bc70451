import type { MatchTable } from '../football/match-table.ts'

/** One match and what it gave to a number. */
export interface MatchContribution {
  readonly matchId: number
  /** Days since 1970-01-01. */
  readonly day: number
  readonly season: string
  readonly homeId: number
  readonly awayId: number
  readonly homeGoals: number
  readonly awayGoals: number
  /** From whose side it was observed; null where the match counts as a whole. */
  readonly teamId: number | null
  /** Key of the metric that it went into, where a number is made of several; else null. */
  readonly part: string | null
  /** What was averaged or counted, in the number's unit; null where the score itself is what a model was fitted to. */
  readonly observation: number | null
  /** Relative to the other matches of the same part. */
  readonly weight: number
}

/** A figure on the way from the matches to the number. */
export interface RecountFigure {
  readonly name: string
  readonly value: number
}

/** A number calculated again from the matches that made it, and from nothing else but the figures that are named. */
export interface Recount {
  /** Null where the matches say nothing: the number is not measured. */
  readonly value: number | null
  /** Matches, or bets, behind it. */
  readonly n: number
  /** The formula in words. */
  readonly formula: string
  readonly figures: readonly RecountFigure[]
  /** Newest first. */
  readonly contributions: readonly MatchContribution[]
}

type Given = Pick<MatchContribution, 'teamId' | 'part' | 'observation' | 'weight'>

/** The match of a table's row with what it gave. */
export function contributionOf(table: MatchTable, row: number, given: Given): MatchContribution {
  const { matchId, day, season, home, away, homeGoals, awayGoals } = table.columns
  const idOf = (index: number): number => table.teams[index]?.id ?? Number.NaN
  return {
    matchId: matchId[row] as number,
    day: day[row] as number,
    season: table.seasons[season[row] as number] ?? '',
    homeId: idOf(home[row] as number),
    awayId: idOf(away[row] as number),
    homeGoals: homeGoals[row] as number,
    awayGoals: awayGoals[row] as number,
    ...given,
  }
}

/** Sum with the rounding error carried along (Neumaier), so that a recount does not share the rounding of what it checks. */
export function carefulSum(values: Iterable<number>): number {
  let sum = 0
  let lost = 0
  for (const value of values) {
    const next = sum + value
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
    sum = next
  }
  return sum + lost
}
