import {
  buildLeagueDna,
  dayFromIso,
  type FitGoalsModelOptions,
  type FittedGoalsModel,
  type Friction,
  fitGoalsModel,
  historyBefore,
  type MatchTable,
  measureLeagueFriction,
  startOfDay,
} from '@mon-ps/core'
import { type Database, repositoriesOf } from '@mon-ps/db'
import { endOf, latestSeason } from '../compute/calculate-league.ts'

/** Tables and models that are kept: a person tries overrides on one league at a time. */
const TABLES_KEPT = 8
const MODELS_KEPT = 32

/** What may be changed about a model without writing anything. */
export interface ModelOverrides {
  /** Only matches known before this day, ISO date; all when absent. */
  readonly asOf?: string | undefined
  readonly xiPerDay?: number | undefined
  readonly teamPrecision?: number | undefined
}

/** A league's model at one moment, with what friction needs beside it. */
export interface LeagueModel {
  readonly model: FittedGoalsModel
  readonly season: string
  /** Null where one of the two did not play in the season. */
  readonly frictionOf: (homeId: number, awayId: number) => Friction | null
}

export interface MatchupModels {
  /** The model of a stored part under overrides, fitted now or kept from a moment ago. */
  readonly modelOf: (partSha256: string, overrides: ModelOverrides) => Promise<LeagueModel>
}

/** Fits in the serving process: a league's fit takes milliseconds, and both the data and the models are kept by content. */
export function createMatchupModels(database: Database): MatchupModels {
  const tables = new Map<string, Promise<MatchTable>>()
  const models = new Map<string, Promise<LeagueModel>>()
  const tableOf = (sha256: string) =>
    kept(tables, sha256, TABLES_KEPT, () => repositoriesOf(database.db).snapshots.readSnapshotPart(sha256))
  return {
    modelOf: (sha256, overrides) => {
      const key = JSON.stringify([sha256, overrides.asOf, overrides.xiPerDay, overrides.teamPrecision])
      return kept(models, key, MODELS_KEPT, async () => fitLeague(await tableOf(sha256), overrides))
    },
  }
}

function fitLeague(table: MatchTable, { asOf, xiPerDay, teamPrecision }: ModelOverrides): LeagueModel {
  const history = historyBefore(table, asOf === undefined ? endOf(table) : startOfDay(dayFromIso(asOf)))
  const options: FitGoalsModelOptions = {
    ...(xiPerDay === undefined ? {} : { xiPerDay }),
    ...(teamPrecision === undefined ? {} : { prior: { teamPrecision } }),
  }
  const model = fitGoalsModel(history, options)
  const season = latestSeason(history)
  let frictions: Map<string, Friction> | null = null
  // Percentiles are taken among all pairs of the league, so one pair costs as much as all: measured when first asked for.
  const measure = () => {
    const dna = buildLeagueDna(history, model, { season })
    return new Map(
      measureLeagueFriction({ history, model, dna, season }).map(({ friction }) => [`${friction.homeId}|${friction.awayId}`, friction]),
    )
  }
  return {
    model,
    season,
    frictionOf: (homeId, awayId) => {
      frictions ??= measure()
      return frictions.get(`${homeId}|${awayId}`) ?? null
    },
  }
}

/** The kept value of a key, or a new one in place of the one that was asked for longest ago. A failure is not kept. */
function kept<Value>(values: Map<string, Promise<Value>>, key: string, limit: number, make: () => Promise<Value>): Promise<Value> {
  const found = values.get(key)
  const value = found ?? make()
  values.delete(key)
  values.set(key, value)
  if (!found) value.catch(() => values.delete(key))
  for (const old of [...values.keys()].slice(0, -limit)) values.delete(old)
  return value
}
