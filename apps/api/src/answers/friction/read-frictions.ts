import type { DataSource, List, TeamRef } from '@mon-ps/contract/answer'
import type { Friction, FrictionGate, FrictionListInput, FrictionMatrix, FrictionMatrixInput } from '@mon-ps/contract/friction'
import { TIERS } from '@mon-ps/core/forecasting/tiers/tier'
import type { Database } from '@mon-ps/db/client'
import { listCompetitions } from '@mon-ps/db/repositories/competitions'
import {
  type FrictionPairRow,
  type FrictionRow,
  listFrictionPairs,
  listFrictions as findFrictions,
} from '@mon-ps/db/repositories/frictions'
import { ApiError } from '../../errors.ts'
import type { PendingSnapshot } from '../../jobs/pending-snapshot.ts'
import { encodeCursor, pageRequest } from '../shapes/cursor.ts'
import { countedMatches, readLatestAblation, toWinner } from '../shapes/friction.ts'
import { storedStat, toMeta } from '../shapes/to-wire.ts'

/** One page of ordered pairs. */
export async function listFrictions(app: { readonly database: Database }, query: FrictionListInput): Promise<List<Friction>> {
  const page = pageRequest(query, [])
  const { rows, next } = await findFrictions(app.database.db, { ...query, page })
  return {
    data: rows.map(toFriction),
    page: { nextCursor: encodeCursor(next, query.sort, page.order), hasMore: next !== null },
    meta: toMeta(rows, query.origin),
  }
}

function toFriction(row: FrictionRow): Friction {
  const { estimates } = row
  const n = countedMatches(row)
  return {
    frictionId: row.id,
    home: { id: row.homeId, name: row.homeName },
    away: { id: row.awayId, name: row.awayName },
    league: row.league,
    leagueCode: row.leagueCode,
    season: row.season,
    frictionScore: storedStat(row.frictionScore, estimates['frictionScore'], n),
    chaosPotential: storedStat(row.chaosPotential, estimates['chaosPotential'], n),
    predictedGoals: storedStat(row.predictedGoals, estimates['predictedGoals'], n),
    predictedBttsProb: storedStat(row.predictedBttsProb, estimates['predictedBttsProb'], n),
    predictedOver25Prob: storedStat(row.predictedOver25Prob, estimates['predictedOver25Prob'], n),
    predictedWinner: toWinner(row.predictedWinner),
    homeWinProb: storedStat(row.homeWinProb, estimates['homeWinProb'], n),
    uncertainty: row.uncertainty,
    h2hMatches: row.h2hMatches,
    confidenceLevel: row.confidenceLevel,
    orientation: row.orientation,
    origin: row.origin,
    source: row.source,
    runId: row.runId,
  }
}

interface Dependencies {
  readonly database: Database
  readonly snapshot: PendingSnapshot
}

/** The newest ablation report per tier: of the real leagues where there are any, else of the demo. */
export async function readFrictionAblation({ database, snapshot }: Dependencies): Promise<FrictionGate> {
  await snapshot.flush()
  const source = await sourceLoaded(database)
  const tiers = TIERS.map(async (tier) => ({ tier, report: source === null ? null : await readLatestAblation(database, tier, source) }))
  return { tiers: await Promise.all(tiers) }
}

async function sourceLoaded(database: Database): Promise<DataSource | null> {
  const loaded = (await listCompetitions(database.db)).filter(({ matches }) => matches > 0)
  return (loaded.find(({ source }) => source !== 'demo') ?? loaded[0])?.source ?? null
}

/** A text of the root locale puts Ålesund beside Alesund, as the lists of teams do. */
const byName = new Intl.Collator('und').compare

/** Everybody who has a pair. What made a team's own row does not matter: a moved team's pairs may be calculated. */
function listTeams(pairs: readonly FrictionPairRow[]): TeamRef[] {
  const names = new Map(
    pairs.flatMap(({ homeId, homeName, awayId, awayName }) => [
      [homeId, homeName],
      [awayId, awayName],
    ]),
  )
  return [...names].map(([id, name]) => ({ id, name })).sort((a, b) => byName(a.name, b.name) || a.id - b.id)
}

/**
 * All ordered pairs of one league as columns. A pair without a home side stands in both orders.
 *
 * @throws {ApiError} LEAGUE_NOT_FOUND  no pair of that league and season has a row of that origin
 */
export async function readFrictionMatrix(app: { readonly database: Database }, query: FrictionMatrixInput): Promise<FrictionMatrix> {
  const { season, pairs } = await listFrictionPairs(app.database.db, query)
  const [first] = pairs
  if (first === undefined) {
    throw new ApiError(
      'LEAGUE_NOT_FOUND',
      `got league "${query.league}", which has no ${query.origin} pairs. league.list names those that are loaded`,
    )
  }
  const teams = listTeams(pairs)
  const place = new Map(teams.map(({ id }, index) => [id, index]))
  const column = (value: (pair: FrictionPairRow) => number | null): (number | null)[] => {
    const cells = new Array<number | null>(teams.length ** 2).fill(null)
    for (const pair of pairs) {
      const [home = 0, away = 0] = [place.get(pair.homeId), place.get(pair.awayId)]
      cells[home * teams.length + away] = value(pair)
      if (pair.orientation === 'unordered') cells[away * teams.length + home] = value(pair)
    }
    return cells
  }
  return {
    league: first.league ?? query.league,
    leagueCode: first.leagueCode ?? query.league,
    season,
    teams,
    metrics: {
      friction: column((pair) => pair.friction),
      chaos: column((pair) => pair.chaos),
      goals: column((pair) => pair.goals),
      homeWin: column((pair) => (pair.orientation === 'unordered' ? null : pair.homeWin)),
      uncertainty: column((pair) => (pair.orientation === 'unordered' ? null : pair.uncertainty)),
    },
    matchesAnalyzed: column((pair) => pair.matchesAnalyzed),
    meta: toMeta(pairs, query.origin),
  }
}
