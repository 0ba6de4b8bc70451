import { METRIC_CATALOGUE, STYLE_CATALOGUE } from '@mon-ps/core/dna/metric-catalogue'
import type { MetricDefinition } from '@mon-ps/core/dna/team-dna'
import { readNarrative } from '@mon-ps/messages/narrative/narrate'
import type { TeamProfileRow } from '@mon-ps/db/repositories/team-dna'
import { readStored } from '@mon-ps/db/stored/form'
import {
  type BettingIdentity,
  bettingIdentity,
  provenMarkets,
  provenStrategies,
  type StoredSimilarTeam,
  type StoredTeamMarket,
} from '@mon-ps/db/stored/v3-columns'
import { type TeamRefWire, toStat } from '@mon-ps/contract/answer'
import type { LegacyValue } from '@mon-ps/contract/legacy'
import type {
  ArchetypeWire,
  OpponentRecordWire,
  ProvenMarkets,
  ProvenStrategies,
  SimilarTeamWire,
  TeamMarketWire,
  TeamProfileWire,
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

/** A stored profile for the wire. */
export function toProfile(
  row: TeamProfileRow & { readonly narrativeProfile: string | null },
  stored: BettingIdentity,
  teams: ReadonlyMap<number, string>,
): TeamProfileWire {
  const toTeamRef = (id: number): TeamRefWire => ({ id, name: teams.get(id) ?? String(id) })
  return {
    narrative: row.narrativeProfile === null ? null : readNarrative(row.narrativeProfile),
    archetype: toArchetype(stored.archetype),
    identity: stored.numbers.map(({ key, expected, ...number }) => ({ key, stat: toStat(number), expected })),
    markets: stored.markets.map(toMarket),
    exploitMarkets: toMarkets(row.exploitMarkets),
    avoidMarkets: toMarkets(row.avoidMarkets),
    optimalStrategies: toStrategies(row.optimalStrategies),
    optimalScenarios: toStrategies(row.optimalScenarios),
    priority: stored.priority,
    opponents: stored.opponents.map((record) => toOpponent(record, toTeamRef)),
    similar: {
      inLeague: stored.similar.inLeague.map((team) => toSimilarTeam(team, toTeamRef)),
      elsewhere: stored.similar.elsewhere.map((team) => toSimilarTeam(team, toTeamRef)),
    },
  }
}

function toArchetype({ axes, ...rest }: BettingIdentity['archetype']): ArchetypeWire {
  return {
    ...rest,
    axes: axes.map(({ key, value, n, interval: ends, standardised, level }) => ({
      key,
      name: DEFINITIONS.get(key)?.name ?? key,
      unit: DEFINITIONS.get(key)?.unit ?? '',
      stat: toStat({ value, n, interval: ends }),
      standardised,
      level,
    })),
  }
}

const toMarket = ({ yieldFraction, closingLineValue, ...cell }: StoredTeamMarket): TeamMarketWire => ({
  ...cell,
  roi: toStat(yieldFraction),
  clv: toStat(closingLineValue),
})

function toMarkets(column: unknown): ProvenMarkets | null {
  const list = readStored(provenMarkets, column)
  return list === null ? null : { ...list, items: list.items.map(toMarket) }
}

function toStrategies(column: unknown): ProvenStrategies | null {
  const list = readStored(provenStrategies, column)
  if (list === null) return null
  const items = list.items.map(({ yieldFraction, closingLineValue, ...item }) => ({
    ...item,
    roi: toStat(yieldFraction),
    clv: toStat(closingLineValue),
  }))
  return { ...list, items }
}

type StoredOpponent = BettingIdentity['opponents'][number]

function toOpponent(record: StoredOpponent, toTeamRef: (id: number) => TeamRefWire): OpponentRecordWire {
  const { opponentId, n, rawResidual, shrunkResidual, interval: ends, ...rest } = record
  return {
    ...rest,
    opponent: toTeamRef(opponentId),
    raw: toStat({ value: rawResidual, n, interval: null }),
    shrunk: toStat({ value: shrunkResidual, n, interval: ends }),
  }
}

function toSimilarTeam(team: StoredSimilarTeam, toTeamRef: (id: number) => TeamRefWire): SimilarTeamWire {
  const { teamId, competition, distance, error, metrics } = team
  return {
    team: toTeamRef(teamId),
    leagueCode: competition,
    distance,
    error,
    metrics: metrics.map(({ key, difference }) => ({ key, name: DEFINITIONS.get(key)?.name ?? key, difference })),
  }
}

/** What the old system wrote in the profile's place: shown as it stands, taken for nothing. */
export function legacyProfile(row: TeamProfileRow): LegacyValue[] | null {
  const { bettingIdentity, exploitMarkets, avoidMarkets, optimalScenarios, optimalStrategies } = row
  const columns = { bettingIdentity, exploitMarkets, avoidMarkets, optimalScenarios, optimalStrategies }
  return legacyValues(Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null)))
}
