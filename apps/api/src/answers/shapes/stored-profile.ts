import { METRIC_CATALOGUE, STYLE_CATALOGUE } from '@mon-ps/core/dna/metric-catalogue'
import type { MetricDefinition } from '@mon-ps/core/dna/team-dna'
import { metricWords } from '@mon-ps/messages/reasons'
import type { TeamProfileRow } from '@mon-ps/db/repositories/team-dna'
import { readStored } from '@mon-ps/db/stored/form'
import type { TeamFacts } from '@mon-ps/db/stored/team-facts'
import {
  type BettingIdentity,
  bettingIdentity,
  provenMarkets,
  provenStrategies,
  type StoredSimilarTeam,
  type StoredTeamMarket,
} from '@mon-ps/db/stored/v3-columns'
import { type TeamRef, toStat } from '@mon-ps/contract/answer'
import type { LegacyValue } from '@mon-ps/contract/legacy'
import type { ProfileGap } from '@mon-ps/contract/reason'
import type {
  Archetype,
  OpponentRecord,
  ProvenMarkets,
  ProvenStrategies,
  SimilarTeam,
  TeamMarket,
  TeamProfile,
} from '@mon-ps/contract/team-profile'
import { legacyValues } from './legacy-values.ts'

const DEFINITIONS = new Map<string, MetricDefinition>(
  [...Object.values(METRIC_CATALOGUE), ...Object.values(STYLE_CATALOGUE)].map((definition) => [definition.key, definition]),
)

/** A row's columns as a calculation of ours wrote them; null for a row that came another way. */
export function storedIdentity(row: TeamProfileRow): BettingIdentity | null {
  return readStored(bettingIdentity, row.bettingIdentity)
}

/** Every team that a stored profile names. */
export const teamsNamedIn = ({ opponents, similar: { inLeague, elsewhere } }: BettingIdentity): number[] => [
  ...opponents.map(({ opponentId }) => opponentId),
  ...[...inLeague, ...elsewhere].map(({ teamId }) => teamId),
]

interface StoredProfile {
  readonly identity: BettingIdentity
  /** Null in a row of before they were kept. */
  readonly facts: TeamFacts['profile']
}

/** A stored profile for the wire. */
export function toProfile(row: TeamProfileRow, { identity, facts }: StoredProfile, teams: ReadonlyMap<number, string>): TeamProfile {
  const toTeamRef = (id: number): TeamRef => ({ id, name: teams.get(id) ?? String(id) })
  return {
    narrative: facts?.narrative ?? null,
    archetype: { ...toArchetype(identity.archetype), reason: facts?.archetype ?? null },
    identity: identity.numbers.map(({ key, expected, ...number }) => ({ key, stat: toStat(number), expected })),
    markets: identity.markets.map(toMarket),
    exploitMarkets: toMarkets(row.exploitMarkets, facts?.exploitMarkets),
    avoidMarkets: toMarkets(row.avoidMarkets, facts?.avoidMarkets),
    optimalStrategies: toStrategies(row.optimalStrategies, facts?.optimalStrategies),
    optimalScenarios: toStrategies(row.optimalScenarios, facts?.optimalScenarios),
    priority: { ...identity.priority, reason: facts?.priority ?? null },
    opponents: identity.opponents.map((record) => toOpponent(record, toTeamRef)),
    similar: {
      inLeague: identity.similar.inLeague.map((team) => toSimilarTeam(team, toTeamRef)),
      elsewhere: identity.similar.elsewhere.map((team) => toSimilarTeam(team, toTeamRef)),
    },
  }
}

function toArchetype({ axes, ...rest }: BettingIdentity['archetype']): Omit<Archetype, 'reason'> {
  return {
    ...rest,
    axes: axes.map(({ key, value, n, interval: ends, standardised, level }) => ({
      key,
      name: metricWords(key).name,
      unit: DEFINITIONS.get(key)?.unit ?? '',
      stat: toStat({ value, n, interval: ends }),
      standardised,
      level,
    })),
  }
}

const toMarket = ({ yieldFraction, closingLineValue, ...cell }: StoredTeamMarket): TeamMarket => ({
  ...cell,
  roi: toStat(yieldFraction),
  clv: toStat(closingLineValue),
})

function toMarkets(column: unknown, reason: ProfileGap | null = null): ProvenMarkets | null {
  const list = readStored(provenMarkets, column)
  return list === null ? null : { ...list, items: list.items.map(toMarket), reason }
}

function toStrategies(column: unknown, reason: ProfileGap | null = null): ProvenStrategies | null {
  const list = readStored(provenStrategies, column)
  if (list === null) return null
  const items = list.items.map(({ yieldFraction, closingLineValue, ...item }) => ({
    ...item,
    roi: toStat(yieldFraction),
    clv: toStat(closingLineValue),
  }))
  return { ...list, items, reason }
}

type StoredOpponent = BettingIdentity['opponents'][number]

function toOpponent(record: StoredOpponent, toTeamRef: (id: number) => TeamRef): OpponentRecord {
  const { opponentId, n, rawResidual, shrunkResidual, interval: ends, ...rest } = record
  return {
    ...rest,
    opponent: toTeamRef(opponentId),
    raw: toStat({ value: rawResidual, n, interval: null }),
    shrunk: toStat({ value: shrunkResidual, n, interval: ends }),
  }
}

function toSimilarTeam(team: StoredSimilarTeam, toTeamRef: (id: number) => TeamRef): SimilarTeam {
  const { teamId, competition, distance, error, metrics } = team
  return {
    team: toTeamRef(teamId),
    leagueCode: competition,
    distance,
    error,
    metrics: metrics.map(({ key, difference }) => ({ key, name: metricWords(key).name, difference })),
  }
}

/** What the old system wrote in the profile's place: shown as it stands, taken for nothing. */
export function legacyProfile(row: TeamProfileRow): LegacyValue[] | null {
  const { bettingIdentity, exploitMarkets, avoidMarkets, optimalScenarios, optimalStrategies } = row
  const columns = { bettingIdentity, exploitMarkets, avoidMarkets, optimalScenarios, optimalStrategies }
  return legacyValues(Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null)))
}
