import { carefulSum } from './contribution.ts'

/** A settled bet as it is stored: money in whole millionths of a unit. */
export interface CountedBet {
  readonly stakeMicro: number
  readonly profitMicro: number
  /** Decimal odds taken. */
  readonly price: number
  readonly outcome: 'won' | 'half_won' | 'void' | 'half_lost' | 'lost'
  /** Null where the source has no sharp close. */
  readonly closingLineValue: number | null
}

/** Numbers of a betting record that are counted from its bets alone. */
const RECORD_NUMBERS = ['totalBets', 'wins', 'losses', 'winRate', 'breakEvenRate', 'profit', 'roi', 'avgClv', 'maxDrawdown'] as const
export type RecordNumber = (typeof RECORD_NUMBERS)[number]

/** A number of a record calculated again from its bets. */
export interface RecordRecount {
  readonly value: number | null
  /** Bets that count into it. */
  readonly n: number
  readonly formula: string
  /** What each bet gave to it, in the order of the bets; null where it gave nothing. */
  readonly observations: readonly (number | null)[]
}

const MICROS = 1_000_000
const FORMULAS: Readonly<Record<RecordNumber, string>> = {
  totalBets: 'A count of the bets.',
  wins: 'A count of the bets that won, half wins among them.',
  losses: 'A count of the bets that lost, half losses among them.',
  winRate: 'Bets that won / bets that won or lost.',
  breakEvenRate: 'Mean of 1 / price.',
  profit: 'Sum of the profits, in whole millionths of a unit.',
  roi: 'Sum of the profits / sum of the stakes.',
  avgClv: 'Mean of ln(price · fair closing probability) over the bets with a sharp close.',
  maxDrawdown: 'Largest fall of the running profit from its highest point, 0 included.',
}

/** What a bet gives to a number; null where it does not count into it. Half a win is a win, half a loss a loss. */
function getObservation(bet: CountedBet, number: RecordNumber): number | null {
  const isWin = bet.outcome === 'won' || bet.outcome === 'half_won'
  const isLoss = bet.outcome === 'lost' || bet.outcome === 'half_lost'
  switch (number) {
    case 'totalBets':
      return 1
    case 'wins':
      return Number(isWin)
    case 'losses':
      return Number(isLoss)
    case 'winRate':
      return isWin || isLoss ? Number(isWin) : null
    case 'breakEvenRate':
      return 1 / bet.price
    case 'avgClv':
      return bet.closingLineValue
    case 'profit':
    case 'roi':
    case 'maxDrawdown':
      return bet.profitMicro / MICROS
  }
}

/** The deepest point of the running profit below its highest so far, in whole millionths: as high as the worst run of bets lost. */
function findDrawdown(bets: readonly CountedBet[]): number {
  // Backwards: how far the profit falls from here at most, so that the sum runs another way than the record's.
  let fall = 0
  let deepest = 0
  for (const { profitMicro } of [...bets].reverse()) {
    fall = Math.max(0, fall - profitMicro)
    deepest = Math.max(deepest, fall)
  }
  return deepest
}

/**
 * A number of a record, from its bets and from nothing else. Money is summed in whole millionths, exact in any order.
 *
 * @param bets  in the order in which they were made: a drawdown depends on it
 */
export function recountRecord(bets: readonly CountedBet[], number: RecordNumber): RecordRecount {
  const observations = bets.map((bet) => getObservation(bet, number))
  const counted = observations.filter((observation) => observation !== null)
  const answer = { n: counted.length, formula: FORMULAS[number], observations }
  const mean = counted.length === 0 ? null : carefulSum(counted) / counted.length
  const profit = bets.reduce((sum, { profitMicro }) => sum + profitMicro, 0)
  switch (number) {
    case 'totalBets':
    case 'wins':
    case 'losses':
      return { ...answer, value: counted.reduce((sum, observation) => sum + observation, 0) }
    case 'winRate':
    case 'breakEvenRate':
    case 'avgClv':
      return { ...answer, value: mean }
    case 'profit':
      return { ...answer, value: bets.length === 0 ? null : profit / MICROS }
    case 'roi': {
      const staked = bets.reduce((sum, { stakeMicro }) => sum + stakeMicro, 0)
      return { ...answer, value: staked === 0 ? null : profit / staked }
    }
    case 'maxDrawdown':
      return { ...answer, value: bets.length === 0 ? null : findDrawdown(bets) / MICROS }
  }
}
