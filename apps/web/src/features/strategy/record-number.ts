import type { StrategyWire } from '@mon-ps/api'
import type { NumberReference } from '../../ui/where-from.tsx'

type RecordOfNumber = Pick<StrategyWire, 'scope' | 'strategyName' | 'team' | 'leagueCode'>

/** What names a number of a record, so that it leads to its bets. */
export function recordNumber({ scope, strategyName, team, leagueCode }: RecordOfNumber, number: string): NumberReference {
  return {
    kind: 'strategy',
    number,
    scope,
    strategy: strategyName,
    ...(team === null ? {} : { teamId: team.id }),
    ...(scope === 'league' && leagueCode !== null ? { league: leagueCode } : {}),
  }
}
