import { buildLeagueDna } from '@mon-ps/core/dna/build-league-dna'
import { dayFromIso } from '@mon-ps/core/units'
import { type FitGoalsModelOptions, fitGoalsModel } from '@mon-ps/core/goals-model/fit-goals-model'
import type { FittedGoalsModel } from '@mon-ps/core/goals-model/goal-rates'
import type { Friction } from '@mon-ps/core/friction/friction'
import { type FrictionHistory, frictionHistory } from '@mon-ps/core/friction/historical-friction'
import { historyBefore, type MatchHistory, getTableEnd, latestSeason } from '@mon-ps/core/football/history'
import type { MatchTable } from '@mon-ps/core/football/match-table'
import { measureLeagueFriction } from '@mon-ps/core/friction/measure-friction'
import { startOfDay } from '@mon-ps/core/football/time'
import type { TeamDna } from '@mon-ps/core/dna/team-dna'
import type { Database } from '@mon-ps/db/client'
import { readSnapshotPart } from '@mon-ps/db/repositories/snapshots'

/** Results that are kept: a person tries overrides on one league at a time. */
const LEAGUES_KEPT = 8
const MODELS_KEPT = 32

/** What may be changed about a model without writing anything. */
export interface ModelOverrides {
  /** Only matches known before this day, ISO date; all when absent. */
  readonly asOf?: string | undefined
  readonly xiPerDay?: number | undefined
  readonly teamPrecision?: number | undefined
}

/** A league's model under overrides, and what does not depend on them. */
export interface LeagueModel {
  readonly model: FittedGoalsModel
  readonly season: string
  /** Of the model without overrides of its own; null where one of the two did not play in the season. */
  readonly frictionFor: (homeId: number, awayId: number) => Friction | null
  /** Of the season's teams, by the model without overrides of its own. */
  readonly dna: () => readonly TeamDna[]
  /** Friction of a pair in the seasons before. */
  readonly earlier: FrictionHistory
}

export interface MatchupModels {
  /** The model of a stored part under overrides, fitted now or kept from a moment ago. */
  readonly modelFor: (partSha256: string, overrides: ModelOverrides) => Promise<LeagueModel>
  /** Drops what is kept: the data were changed from outside. */
  readonly forget: () => void
}

interface LeagueMoment extends Omit<LeagueModel, 'model'> {
  readonly history: MatchHistory
}

/** Fits in the serving process: a league's fit takes milliseconds, and both the data and the models are kept by content. */
export function createMatchupModels(database: Database): MatchupModels {
  const moments = new Map<string, Promise<LeagueMoment>>()
  const models = new Map<string, Promise<FittedGoalsModel>>()
  const momentFor = (sha256: string, asOf: string | undefined) =>
    kept(moments, JSON.stringify([sha256, asOf]), LEAGUES_KEPT, async () => leagueMoment(await readSnapshotPart(database.db, sha256), asOf))
  return {
    async modelFor(sha256, { asOf, xiPerDay, teamPrecision }) {
      const { history, ...moment } = await momentFor(sha256, asOf)
      const options: FitGoalsModelOptions = {
        ...(xiPerDay === undefined ? {} : { xiPerDay }),
        ...(teamPrecision === undefined ? {} : { prior: { teamPrecision } }),
      }
      const key = JSON.stringify([sha256, asOf, xiPerDay, teamPrecision])
      const model = await kept(models, key, MODELS_KEPT, async () => fitGoalsModel(history, options))
      return { model, ...moment }
    },
    forget() {
      moments.clear()
      models.clear()
    },
  }
}

function leagueMoment(table: MatchTable, asOf: string | undefined): LeagueMoment {
  const history = historyBefore(table, asOf === undefined ? getTableEnd(table) : startOfDay(dayFromIso(asOf)))
  const season = latestSeason(history)
  const model = once(() => fitGoalsModel(history))
  const dna = once(() => buildLeagueDna(history, model(), { season }))
  // Percentiles are taken among all pairs of the league, so one pair costs as much as all: measured when first asked for.
  const frictions = once(() => {
    const measured = measureLeagueFriction({ history, model: model(), dna: dna(), season })
    return new Map(measured.map(({ friction }) => [`${friction.homeId}|${friction.awayId}`, friction]))
  })
  const earlier = once(() => frictionHistory(history, season))
  return {
    history,
    season,
    dna,
    frictionFor: (homeId, awayId) => frictions().get(`${homeId}|${awayId}`) ?? null,
    earlier: (homeId, awayId) => earlier()(homeId, awayId),
  }
}

/** Made when first asked for, and kept. */
function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
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
