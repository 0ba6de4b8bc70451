import { toTeamDna, leagueMetrics, type LeagueMetrics } from '@mon-ps/core/dna/build-league-dna'
import type { FittedGoalsModel } from '@mon-ps/core/goals-model/goal-rates'
import { fitGoalsModel } from '@mon-ps/core/goals-model/fit-goals-model'
import { historyBefore, type MatchHistory, getTableEnd } from '@mon-ps/core/football/history'
import type { LeagueOfPairs } from '@mon-ps/core/provenance/recount-pair'
import type { MatchTable } from '@mon-ps/core/football/match-table'
import { type MeasuredPair, measureLeagueFriction } from '@mon-ps/core/friction/measure-friction'
import type { TeamDna } from '@mon-ps/core/dna/team-dna'
import type { Database } from '@mon-ps/db/client'
import { readSnapshotPart } from '@mon-ps/db/repositories/snapshots'

/** A person follows the numbers of one page, which rest on one league or a few. */
const PARTS_KEPT = 6

/** A league as a run saw it, each step made when it is first asked for: the same steps that the run took. */
export interface LeagueTrace {
  readonly table: MatchTable
  readonly history: MatchHistory
  readonly metricsFor: (season: string) => LeagueMetrics
  readonly pairsFor: (season: string) => LeagueOfPairs
}

export interface LeagueTraces {
  /** What a stored part was calculated into. @throws {DbError} NOT_FOUND  no such part */
  readonly traceFor: (partSha256: string) => Promise<LeagueTrace>
}

/** The leagues behind the numbers that somebody asks about. A part never changes, so what was made of it is kept by its hash. */
export function createLeagueTraces(database: Database): LeagueTraces {
  const kept = new Map<string, Promise<LeagueTrace>>()
  return {
    traceFor(sha256) {
      const found = kept.get(sha256)
      const trace = found ?? readSnapshotPart(database.db, sha256).then(traceLeague)
      kept.delete(sha256)
      kept.set(sha256, trace)
      if (!found) trace.catch(() => kept.delete(sha256))
      for (const old of [...kept.keys()].slice(0, -PARTS_KEPT)) kept.delete(old)
      return trace
    },
  }
}

function traceLeague(table: MatchTable): LeagueTrace {
  const history = historyBefore(table, getTableEnd(table))
  const model = once((): FittedGoalsModel => fitGoalsModel(history))
  const metricsFor = perSeason((season): LeagueMetrics => leagueMetrics(history, model(), { season }))
  const dnaFor = perSeason((season): readonly TeamDna[] => toTeamDna(metricsFor(season)))
  const measuredFor = perSeason((season): readonly MeasuredPair[] =>
    measureLeagueFriction({ history, model: model(), dna: dnaFor(season), season }),
  )
  return {
    table,
    history,
    metricsFor,
    pairsFor: (season) => ({ metrics: metricsFor(season), dna: dnaFor(season), pairs: measuredFor(season) }),
  }
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

function perSeason<Value>(make: (season: string) => Value): (season: string) => Value {
  const made = new Map<string, Value>()
  return (season) => {
    const value = made.get(season) ?? make(season)
    made.set(season, value)
    return value
  }
}
