import type { MatchHistory } from '../../football/history.ts'
import { type Archetype, describeArchetypes, type TeamArchetype, type TeamClass, type ClassPlace } from '../classify-teams.ts'
import type { MarketExpectation } from '../market-expectation.ts'
import { type OpponentRecord, opponentRecords } from '../opponents.ts'
import type { MetricOutlook, TeamDna } from '../team-dna.ts'
import { bettingIdentities, type BettingIdentity, type IdentityKey, type IdentityNumber } from './betting-identity.ts'
import { type KnownMetric, knownMetric, listMetrics, teamKey } from './known-metric.ts'
import {
  findMarkets,
  type NothingProven,
  type JudgedMarket,
  type MarketCell,
  type MarketFindings,
  provenStrategies,
  type ProvenStrategy,
  type StrategyRecord,
  type TeamStrategies,
} from './proven-findings.ts'
import { type SimilarTeams, similarTeams } from './similar-teams.ts'

/** A number that a sentence may say: never without its interval. */
export interface ReportedNumber {
  readonly value: number
  readonly interval: readonly [number, number]
  readonly n: number
}

/** A number with its place among the league's teams, 0–100. */
export interface RankedNumber extends ReportedNumber {
  readonly percentile: number
}

/** Inputs of a team's narrative. */
export interface NarrativeSource {
  readonly teamName: string
  readonly league: string
  readonly dna: TeamDna
  readonly place: { readonly teamClass: TeamClass; readonly rank: number; readonly teams: number } | null
  readonly archetype: TeamArchetype
  readonly identity: BettingIdentity
  readonly opponents: readonly OpponentRecord[]
  readonly markets: MarketFindings | null
  readonly strategies: TeamStrategies
  readonly getName: (teamId: number) => string
}

/** What the sentences say, one entry each; null where there is no number to say. */
export interface NarrativeFacts {
  readonly place: {
    readonly team: string
    readonly league: string
    readonly rank: number
    readonly teams: number
    readonly tier: TeamClass
  } | null
  readonly archetype: {
    readonly archetype: Archetype
    readonly probability: number
    readonly attack: ReportedNumber
    readonly defence: ReportedNumber
  } | null
  readonly shots: { readonly own: RankedNumber; readonly against: RankedNumber } | null
  readonly fouls: RankedNumber | null
  readonly prices: {
    readonly favourite: ReportedNumber
    readonly median: ReportedNumber
    readonly low: number
    readonly high: number
  } | null
  readonly results: {
    readonly won: ReportedNumber
    readonly wonExpected: number | null
    readonly over: ReportedNumber
    readonly overExpected: number | null
  } | null
  readonly drift: ReportedNumber | null
  readonly luck: (MetricOutlook & { readonly seen: number }) | null
  readonly opponent: (ReportedNumber & { readonly name: string; readonly couldBeChance: boolean }) | null
  readonly exploit: readonly JudgedMarket[]
  readonly avoid: readonly JudgedMarket[]
  readonly noMarket: NothingProven | null
  readonly best: ProvenStrategy | null
  readonly noStrategy: NothingProven | null
}

function toRanked(metric: KnownMetric | null): RankedNumber | null {
  if (metric === null || metric.percentile === null) return null
  const { value, interval, n, percentile } = metric
  return { value, interval, n, percentile }
}

function toReported(number: Pick<IdentityNumber, 'value' | 'interval' | 'n'> | null | undefined): ReportedNumber | null {
  if (number == null || number.value === null || number.interval === null) return null
  return { value: number.value, interval: number.interval, n: number.n }
}

function archetypeFact({ archetype, probability, axes: [attack, defence] }: TeamArchetype): NarrativeFacts['archetype'] {
  if (archetype === null || probability === null || attack === undefined || defence === undefined) return null
  return { archetype, probability, attack, defence }
}

function bettingFacts({ numbers }: BettingIdentity): Pick<NarrativeFacts, 'prices' | 'results'> {
  const findNumber = (key: IdentityKey) => numbers.find((number) => number.key === key)
  const favourite = toReported(findNumber('favourite_share'))
  const median = toReported(findNumber('win_price_median'))
  const low = findNumber('win_price_low')?.value ?? null
  const high = findNumber('win_price_high')?.value ?? null
  const won = toReported(findNumber('won_share'))
  const over = toReported(findNumber('over_2_5_share'))
  const [wonExpected, overExpected] = [findNumber('won_share')?.expected ?? null, findNumber('over_2_5_share')?.expected ?? null]
  return {
    prices: favourite && median && low !== null && high !== null ? { favourite, median, low, high } : null,
    results: won && over && { won, wonExpected, over, overExpected },
  }
}

/** Goals beyond the market so far, and what is left of them to expect. */
function luckFact(dna: TeamDna): NarrativeFacts['luck'] {
  const outlook = listMetrics(dna).find(({ key }) => key === 'goals_above_market')?.outlook
  return outlook === undefined || outlook.seen === null ? null : { ...outlook, seen: outlook.seen }
}

function opponentFact([hardest]: readonly OpponentRecord[], getName: NarrativeSource['getName']): NarrativeFacts['opponent'] {
  if (hardest === undefined || hardest.shrunkResidual === null || hardest.interval === null) return null
  const { opponentId, shrunkResidual, interval, n, couldBeChance } = hardest
  return { value: shrunkResidual, interval, n, name: getName(opponentId), couldBeChance }
}

/** The numbers of a team that sentences are made of. */
function narrativeFacts(source: NarrativeSource): NarrativeFacts {
  const { dna, place, markets, strategies } = source
  const [own, against] = [toRanked(knownMetric(dna, 'shots_for')), toRanked(knownMetric(dna, 'shots_against'))]
  return {
    place: place && { team: source.teamName, league: source.league, rank: place.rank, teams: place.teams, tier: place.teamClass },
    archetype: archetypeFact(source.archetype),
    shots: own && against && { own, against },
    fouls: toRanked(knownMetric(dna, 'fouls_per_match')),
    ...bettingFacts(source.identity),
    drift: toReported(knownMetric(dna, 'market_drift')),
    luck: luckFact(dna),
    opponent: opponentFact(source.opponents, source.getName),
    exploit: markets?.exploit.items ?? [],
    avoid: markets?.avoid.items ?? [],
    noMarket: markets?.exploit.reason ?? null,
    best: strategies.optimalStrategies.items[0] ?? null,
    noStrategy: strategies.reason,
  }
}

/** The part of a team's profile that needs no other league. */
export interface TeamOutline {
  readonly teamId: number
  readonly archetype: TeamArchetype
  readonly identity: BettingIdentity
  /** The hardest by the shrunk record first. */
  readonly opponents: readonly OpponentRecord[]
}

/** What a team's row holds beside its vectors. */
export interface TeamProfile extends TeamOutline {
  /** Null where no market of the team had a price. */
  readonly markets: MarketFindings | null
  readonly strategies: TeamStrategies
  readonly similar: SimilarTeams
  /** What a text about the team may say. */
  readonly facts: NarrativeFacts
}

/**
 * The outline of each team from its league's history, in the league's order.
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

/** A league's inputs to the profiles of its teams. */
export interface LeagueToProfile {
  readonly competition: string
  /** As it is printed. */
  readonly name: string
  readonly dna: readonly TeamDna[]
  readonly classes: readonly ClassPlace[]
  /** In the order of `dna`. */
  readonly outlines: readonly TeamOutline[]
  readonly getName: (teamId: number) => string
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
  const profileTeam = (league: LeagueToProfile, dna: TeamDna, outline: TeamOutline): TeamProfile => {
    const key = teamKey(league.competition, dna.teamId)
    const place = league.classes.find(({ teamId }) => teamId === dna.teamId)
    const own = { markets: markets.get(key) ?? null, strategies: provenStrategies(records.get(key) ?? []) }
    const facts = narrativeFacts({
      ...outline,
      ...own,
      dna,
      teamName: league.getName(dna.teamId),
      league: league.name,
      place: place ? { ...place, teams: league.classes.length } : null,
      getName: league.getName,
    })
    return { ...outline, ...own, similar: similar.get(key) ?? { inLeague: [], elsewhere: [] }, facts }
  }
  return new Map(
    leagues.flatMap((league) =>
      league.dna.map((dna, index): [string, TeamProfile] => [
        teamKey(league.competition, dna.teamId),
        profileTeam(league, dna, league.outlines[index] as TeamOutline),
      ]),
    ),
  )
}
