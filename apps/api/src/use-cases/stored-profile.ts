import { METRIC_CATALOGUE } from '@mon-ps/core/dna/metric-catalogue'
import type { MetricDefinition } from '@mon-ps/core/dna/team-dna'
import { readNarrative } from '@mon-ps/core/dna/profile/narrative'
import { STYLE_CATALOGUE } from '@mon-ps/core/dna/style-catalogue'
import type { TeamProfileRow } from '@mon-ps/db/repositories/team-dna'
import { z } from 'zod'
import type { TeamRefWire } from '@mon-ps/contract/answer'
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
import { legacyValues } from '../wire/legacy-values.ts'
import { statOf } from '../wire/to-wire.ts'
import { PROFILE_FORM } from './profile-columns.ts'

const interval = z.tuple([z.number(), z.number()]).nullable()
const estimate = z.object({ value: z.number().nullable(), n: z.number(), interval })
const localText = z.object({ en: z.string(), fr: z.string() })

const market = z.object({
  market: z.string(),
  bets: z.number(),
  yieldFraction: estimate,
  closingLineValue: estimate,
  qValue: z.number().nullable(),
})
const strategy = z.object({
  strategy: z.string(),
  priority: z.number(),
  ground: z.enum(['home', 'away']).nullable(),
  bets: z.number(),
  yieldFraction: estimate,
  closingLineValue: estimate,
})
const proven = <Item extends z.ZodType>(items: Item) =>
  z.object({ items: z.array(items), reason: localText.nullable(), cellsLookedAt: z.number() })
const provenMarkets = proven(market)
const provenStrategies = proven(strategy)

const similar = z.array(
  z.object({
    teamId: z.number(),
    competition: z.string(),
    distance: z.number(),
    error: z.number(),
    metrics: z.array(z.object({ key: z.string(), difference: z.number() })),
  }),
)

/** `betting_identity` as a calculation of ours writes it. */
const identity = z.object({
  form: z.literal(PROFILE_FORM),
  archetype: z.object({
    archetype: z.string().nullable(),
    probability: z.number().nullable(),
    chances: z.array(z.object({ archetype: z.string(), probability: z.number() })),
    axes: z.array(
      z.object({
        key: z.string(),
        value: z.number(),
        interval: z.tuple([z.number(), z.number()]),
        n: z.number(),
        standardised: z.number(),
        level: z.enum(['high', 'mid', 'low']),
      }),
    ),
    reason: localText.nullable(),
  }),
  numbers: z.array(estimate.extend({ key: z.string(), expected: z.number().nullable() })),
  markets: z.array(market),
  priority: z.object({ value: z.number().nullable(), reason: localText.nullable() }),
  opponents: z.array(
    z.object({
      opponentId: z.number(),
      meetings: z.number(),
      won: z.number(),
      drawn: z.number(),
      lost: z.number(),
      n: z.number(),
      rawResidual: z.number().nullable(),
      shrunkResidual: z.number().nullable(),
      interval,
      reliability: z.number().nullable(),
      couldBeChance: z.boolean(),
    }),
  ),
  similar: z.object({ inLeague: similar, elsewhere: similar }),
})
type Identity = z.output<typeof identity>

const DEFINITIONS = new Map<string, MetricDefinition>(
  [...Object.values(METRIC_CATALOGUE), ...Object.values(STYLE_CATALOGUE)].map((definition) => [definition.key, definition]),
)

/** A row's columns as a calculation of ours wrote them; null for a row that came another way. */
export function storedIdentity(row: TeamProfileRow): Identity | null {
  return identity.safeParse(row.bettingIdentity).data ?? null
}

/** Every team that a stored profile names. */
export const teamsNamedIn = ({ opponents, similar: { inLeague, elsewhere } }: Identity): number[] => [
  ...opponents.map(({ opponentId }) => opponentId),
  ...[...inLeague, ...elsewhere].map(({ teamId }) => teamId),
]

/** A stored profile for the wire. */
export function profileOnWire(
  row: TeamProfileRow & { readonly narrativeProfile: string | null },
  stored: Identity,
  teams: ReadonlyMap<number, string>,
): TeamProfileWire {
  const refOf = (id: number): TeamRefWire => ({ id, name: teams.get(id) ?? String(id) })
  return {
    narrative: row.narrativeProfile === null ? null : readNarrative(row.narrativeProfile),
    archetype: archetypeOnWire(stored.archetype),
    identity: stored.numbers.map(({ key, expected, ...number }) => ({ key, stat: statOf(number), expected })),
    markets: stored.markets.map(marketOnWire),
    exploitMarkets: marketsOnWire(row.exploitMarkets),
    avoidMarkets: marketsOnWire(row.avoidMarkets),
    optimalStrategies: strategiesOnWire(row.optimalStrategies),
    optimalScenarios: strategiesOnWire(row.optimalScenarios),
    priority: stored.priority,
    opponents: stored.opponents.map((record) => opponentOnWire(record, refOf)),
    similar: {
      inLeague: stored.similar.inLeague.map((team) => similarOnWire(team, refOf)),
      elsewhere: stored.similar.elsewhere.map((team) => similarOnWire(team, refOf)),
    },
  }
}

function archetypeOnWire({ axes, ...rest }: Identity['archetype']): ArchetypeWire {
  return {
    ...rest,
    axes: axes.map(({ key, value, n, interval: ends, standardised, level }) => ({
      key,
      name: DEFINITIONS.get(key)?.name ?? key,
      unit: DEFINITIONS.get(key)?.unit ?? '',
      stat: statOf({ value, n, interval: ends }),
      standardised,
      level,
    })),
  }
}

const marketOnWire = ({ yieldFraction, closingLineValue, ...cell }: z.output<typeof market>): TeamMarketWire => ({
  ...cell,
  roi: statOf(yieldFraction),
  clv: statOf(closingLineValue),
})

function marketsOnWire(column: unknown): ProvenMarkets | null {
  const list = provenMarkets.safeParse(column).data
  return list === undefined ? null : { ...list, items: list.items.map(marketOnWire) }
}

function strategiesOnWire(column: unknown): ProvenStrategies | null {
  const list = provenStrategies.safeParse(column).data
  if (list === undefined) return null
  const items = list.items.map(({ yieldFraction, closingLineValue, ...item }) => ({
    ...item,
    roi: statOf(yieldFraction),
    clv: statOf(closingLineValue),
  }))
  return { ...list, items }
}

type StoredOpponent = Identity['opponents'][number]

function opponentOnWire(record: StoredOpponent, refOf: (id: number) => TeamRefWire): OpponentRecordWire {
  const { opponentId, n, rawResidual, shrunkResidual, interval: ends, ...rest } = record
  return {
    ...rest,
    opponent: refOf(opponentId),
    raw: statOf({ value: rawResidual, n, interval: null }),
    shrunk: statOf({ value: shrunkResidual, n, interval: ends }),
  }
}

function similarOnWire(team: z.output<typeof similar>[number], refOf: (id: number) => TeamRefWire): SimilarTeamWire {
  const { teamId, competition, distance, error, metrics } = team
  return {
    team: refOf(teamId),
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
