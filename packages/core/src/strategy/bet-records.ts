import type { SettledBet } from './strategy.ts'
import type { RuleBets } from './walk-forward.ts'

/** A record's bets in one competition. */
export interface LeagueBets {
  readonly competition: string
  readonly bets: readonly SettledBet[]
}

/** Bets that are looked at as one record. */
export interface BetRecord {
  readonly strategy: string
  readonly scope: 'overall' | 'competition' | 'team'
  /** Null over all competitions. */
  readonly competition: string | null
  readonly teamId: number | null
  /** Oldest first: the drawdown runs in this order. */
  readonly bets: readonly SettledBet[]
  /** Selections that were wanted and nobody quoted; null where they are not counted apart: of one team. */
  readonly unpriced: number | null
  /** The same bets by competition; empty where that is not known. */
  readonly leagues: readonly LeagueBets[]
}

/** Each rule over all competitions. */
export function recordsOverall(ruleBets: readonly RuleBets[]): BetRecord[] {
  const groups = new Map<string, RuleBets[]>()
  for (const group of ruleBets) groups.set(group.rule.name, [...(groups.get(group.rule.name) ?? []), group])
  return [...groups].map(([strategy, own]) => ({
    strategy,
    scope: 'overall',
    competition: null,
    teamId: null,
    bets: own.flatMap(({ bets }) => bets).sort((a, b) => a.day - b.day),
    unpriced: own.reduce((sum, { unpriced }) => sum + unpriced, 0),
    leagues: own.map(({ competition, bets }) => ({ competition, bets })),
  }))
}

/** Each rule in each competition. */
export function recordsByCompetition(ruleBets: readonly RuleBets[]): BetRecord[] {
  return ruleBets.map(({ competition, rule, bets, unpriced }) => ({
    strategy: rule.name,
    scope: 'competition',
    competition,
    teamId: null,
    bets,
    unpriced,
    leagues: [{ competition, bets }],
  }))
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
      .map(
        ([teamId, bets]): BetRecord => ({
          strategy: rule.name,
          scope: 'team',
          competition,
          teamId,
          bets,
          unpriced: null,
          leagues: [{ competition, bets }],
        }),
      )
  })
}
