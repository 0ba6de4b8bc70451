import type { RuleBets } from './walk-forward.ts'
import type { SettledBet } from './strategy.ts'

/** Bets that are looked at as one record. */
export interface BetRecord {
  readonly strategy: string
  readonly scope: 'overall' | 'competition' | 'team'
  /** Null over all competitions. */
  readonly competition: string | null
  readonly teamId: number | null
  /** Oldest first: the drawdown runs in this order. */
  readonly bets: readonly SettledBet[]
}

/** Each rule over all competitions. */
export function recordsOverall(ruleBets: readonly RuleBets[]): BetRecord[] {
  const bets = new Map<string, SettledBet[]>()
  for (const { rule, bets: own } of ruleBets) bets.set(rule.name, [...(bets.get(rule.name) ?? []), ...own])
  return [...bets].map(([strategy, all]) => ({
    strategy,
    scope: 'overall',
    competition: null,
    teamId: null,
    bets: all.sort((a, b) => a.day - b.day),
  }))
}

/** Each rule in each competition. */
export function recordsByCompetition(ruleBets: readonly RuleBets[]): BetRecord[] {
  return ruleBets.map(({ competition, rule, bets }) => ({ strategy: rule.name, scope: 'competition', competition, teamId: null, bets }))
}

/** Teams whose record a bet belongs to. */
function teamsOf({ account, homeId, awayId }: SettledBet): number[] {
  if (account === 'home') return [homeId]
  return account === 'away' ? [awayId] : [homeId, awayId]
}

/**
 * Each rule on each team's matches: its home matches for a rule that always backs the home side, its away matches for one that always
 * backs the away side, all its matches for the others. A team without a bet has no record. Ordered by rule, competition and team.
 */
export function recordsByTeam(ruleBets: readonly RuleBets[]): BetRecord[] {
  return ruleBets.flatMap((group) => {
    const byTeam = new Map<number, SettledBet[]>()
    for (const bet of group.bets) {
      for (const teamId of teamsOf(bet)) {
        const bets = byTeam.get(teamId)
        if (bets === undefined) byTeam.set(teamId, [bet])
        else bets.push(bet)
      }
    }
    const { competition, rule } = group
    return [...byTeam]
      .sort(([a], [b]) => a - b)
      .map(([teamId, bets]): BetRecord => ({ strategy: rule.name, scope: 'team', competition, teamId, bets }))
  })
}
