import type { MatchHistory } from '../../football/history.ts'
import type { TierPlace } from '../league-tiers.ts'
import type { MarketExpectation } from '../market-expectation.ts'
import type { TeamDna } from '../team-dna.ts'
import { describeArchetypes, type TeamArchetype } from './archetype.ts'
import { type BettingIdentity, bettingIdentities } from './betting-identity.ts'
import { type LocalText, teamKey } from './known-metric.ts'
import { findMarkets, type MarketCell, type MarketFindings } from './market-findings.ts'
import { narrate } from './narrative.ts'
import { type OpponentRecord, opponentRecords } from './opponent-records.ts'
import { provenStrategies, type StrategyRecord, type TeamStrategies } from './proven-strategies.ts'
import { type SimilarTeams, similarTeams } from './similar-teams.ts'

/** What one league alone says of a team. */
export interface TeamOutline {
  readonly teamId: number
  readonly archetype: TeamArchetype
  readonly identity: BettingIdentity
  /** The hardest by the shrunk record first. */
  readonly opponents: readonly OpponentRecord[]
}

/** The words and numbers of a team's row, beside its vectors. */
export interface TeamProfile extends TeamOutline {
  /** Null where no market of the team had a price. */
  readonly markets: MarketFindings | null
  readonly strategies: TeamStrategies
  readonly similar: SimilarTeams
  readonly narrative: LocalText
}

/**
 * What a league's own history says of each of its teams, in the league's order.
 *
 * @param history      cut at the moment for which the DNA was made
 * @param expectation  of the same history
 */
export function outlineTeams(history: MatchHistory, expectation: MarketExpectation, league: readonly TeamDna[]): TeamOutline[] {
  const archetypes = describeArchetypes(league)
  const identities = bettingIdentities(history, expectation, league)
  const opponents = opponentRecords(history, expectation, league)
  return league.map(({ teamId }, index) => ({
    teamId,
    archetype: archetypes[index] as TeamArchetype,
    identity: identities[index] as BettingIdentity,
    opponents: opponents.get(teamId) ?? [],
  }))
}

/** A league as its teams are told from it. */
export interface LeagueToProfile {
  readonly competition: string
  /** As it is printed. */
  readonly name: string
  readonly dna: readonly TeamDna[]
  readonly tiers: readonly TierPlace[]
  /** In the order of `dna`. */
  readonly outlines: readonly TeamOutline[]
  readonly nameOf: (teamId: number) => string
}

export interface TeamsToProfile {
  /** All that are calculated together: teams are likened across them. */
  readonly leagues: readonly LeagueToProfile[]
  /** Of every team of every league: the correction counts them all. */
  readonly cells: readonly MarketCell[]
  /** By {@link teamKey}. */
  readonly records: ReadonlyMap<string, readonly StrategyRecord[]>
}

/**
 * The profile of every team of the leagues at hand. What is proven is listed; what is not leaves a list empty, with the reason.
 *
 * @returns by {@link teamKey}
 */
export function profileTeams({ leagues, cells, records }: TeamsToProfile): Map<string, TeamProfile> {
  const markets = findMarkets(cells)
  const similar = similarTeams(leagues.map(({ competition, dna }) => ({ competition, teams: dna })))
  const profileOf = (league: LeagueToProfile, dna: TeamDna, outline: TeamOutline): TeamProfile => {
    const key = teamKey(league.competition, dna.teamId)
    const place = league.tiers.find(({ teamId }) => teamId === dna.teamId)
    const own = { markets: markets.get(key) ?? null, strategies: provenStrategies(records.get(key) ?? []) }
    const narrative = narrate({
      ...outline,
      ...own,
      dna,
      teamName: league.nameOf(dna.teamId),
      league: league.name,
      place: place ? { ...place, teams: league.tiers.length } : null,
      nameOf: league.nameOf,
    })
    return { ...outline, ...own, similar: similar.get(key) ?? { inLeague: [], elsewhere: [] }, narrative }
  }
  return new Map(
    leagues.flatMap((league) =>
      league.dna.map((dna, index): [string, TeamProfile] => [
        teamKey(league.competition, dna.teamId),
        profileOf(league, dna, league.outlines[index] as TeamOutline),
      ]),
    ),
  )
}
