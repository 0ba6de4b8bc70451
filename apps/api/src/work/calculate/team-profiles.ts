import type { MarketCell, ProfileMarket, StrategyRecord } from '@mon-ps/core/dna/profile/proven-findings'
import { profileTeams, type TeamProfile } from '@mon-ps/core/dna/profile/team-profile'
import { sureYield } from '@mon-ps/core/strategy/bet-records'
import { teamKey } from '@mon-ps/core/dna/profile/known-metric'
import type { CalculatedLeague, CalculatedRecord } from '../compute/league-result.ts'
import { findRule } from '@mon-ps/core/strategy/strategies'

/** The rules that back one market in every match of a team: their records are what its markets came to. */
const MARKET_OF_RULE: Readonly<Record<string, ProfileMarket>> = {
  BACK_HOME: 'home_win',
  BACK_AWAY: 'away_win',
  BACK_DRAW: 'draw',
  BACK_OVER_25: 'over_2_5',
  BACK_UNDER_25: 'under_2_5',
}

/** A rule that backs the home side alone stands in a team's record with its home matches, and the other way round. */
function groundFor(strategy: string): StrategyRecord['ground'] {
  const sides = new Set(findRule(strategy)?.selections.map(({ side }) => side))
  if (sides.size !== 1) return null
  return sides.has('home') ? 'home' : sides.has('away') ? 'away' : null
}

function toCells({ competition, teamId, report }: CalculatedRecord): MarketCell[] {
  const market = MARKET_OF_RULE[report.strategy]
  if (market === undefined || competition === null || teamId === null) return []
  const { bets, yieldFraction, closingLineValue } = report
  return [{ competition, teamId, market, bets, yieldFraction, closingLineValue }]
}

function recordsByTeam(records: readonly CalculatedRecord[]): Map<string, StrategyRecord[]> {
  const byTeam = new Map<string, StrategyRecord[]>()
  for (const { competition, teamId, report } of records) {
    if (competition === null || teamId === null) continue
    const { strategy, verdict, bets, yieldFraction, closingLineValue } = report
    const key = teamKey(competition, teamId)
    byTeam.set(key, [
      ...(byTeam.get(key) ?? []),
      { strategy, verdict, bets, yieldFraction, closingLineValue, sureYield: sureYield(report), ground: groundFor(strategy) },
    ])
  }
  return byTeam
}

export interface CalculatedTeams {
  readonly leagues: readonly { readonly name: string; readonly calculated: CalculatedLeague }[]
  /** Of all leagues. */
  readonly records: readonly CalculatedRecord[]
}

/** The words and numbers of every team's row, over all leagues that were calculated together; by core's `teamKey`. */
export function teamProfiles({ leagues, records }: CalculatedTeams): Map<string, TeamProfile> {
  return profileTeams({
    leagues: leagues.map(({ name, calculated: { competition, dna, classes, outlines, teams } }) => {
      const names = new Map(teams.map((team) => [team.id, team.name]))
      return { competition, name, dna, classes, outlines, getName: (id: number) => names.get(id) ?? String(id) }
    }),
    cells: records.flatMap(toCells),
    records: recordsByTeam(records),
  })
}
