import type { SettledBet } from '@mon-ps/core/strategy/strategy'
import type { StrategyLosses } from '@mon-ps/contract/tear-sheet'

const isWon = ({ outcome }: SettledBet): boolean => outcome === 'won' || outcome === 'half_won'
const isLost = ({ outcome }: SettledBet): boolean => outcome === 'lost' || outcome === 'half_lost'

function countResults(bets: readonly SettledBet[]) {
  return { won: bets.filter(isWon).length, lost: bets.filter(isLost).length }
}

/** Won or lost against the closing line: how many good bets lost, and how many bad ones won. */
export function countLosses(bets: readonly SettledBet[]): StrategyLosses {
  return {
    beatClose: countResults(bets.filter(({ closingLineValue: clv }) => clv !== null && clv > 0)),
    missedClose: countResults(bets.filter(({ closingLineValue: clv }) => clv !== null && clv <= 0)),
    noClose: countResults(bets.filter(({ closingLineValue: clv }) => clv === null)),
    withoutEvidence: bets.filter((bet) => isLost(bet) && (bet.lossCauses?.probabilityUnlucky ?? null) === null).length,
  }
}
