import type { RunRow } from '@mon-ps/db/repositories/runs'
import { ApiError } from '../../errors.ts'
import type { RowOrigin } from '@mon-ps/contract/answer'
import type { ProvenanceQuery, ProvenanceRecount, ProvenanceRun, Provenance } from '@mon-ps/contract/provenance'
import { MODEL_VERSION } from '../../version.ts'
import { encodeCursor, pageRequest } from '../shapes/cursor.ts'
import { readTeam } from '../shapes/read-team.ts'
import { traceEnrichedEdge, isEnriched, tracePairNumber, parsePairNumber, describePairNumber, readShownPair } from './pair-numbers.ts'
import { traceLeagueNumber, traceMetric, describeTeamNumber, traceTeamNumber, parseTeamNumber } from './team-numbers.ts'
import {
  type MigratedColumn,
  traceMigratedNumber,
  PAIR_COLUMNS,
  PERCENT_COLUMNS,
  RECORD_COLUMNS,
  TEAM_COLUMNS,
} from './migrated-numbers.ts'
import { readRun, type TracedNumber, type Tracing } from './tracing.ts'
import { RECORD_UNITS, readRecord, describeRecordNumber, traceStrategyNumber } from './record-numbers.ts'

/**
 * Where a number comes from: as it is shown, the run that made it, the matches or bets that made it, and the number calculated
 * again from exactly those, on the data of that run and not on what is loaded now. Writes nothing.
 *
 * @throws {ApiError} INVALID_INPUT, NUMBER_NOT_FOUND  a reference that names no number
 * @throws {ApiError} TEAM_NOT_FOUND, MATCHUP_NOT_FOUND, LEAGUE_NOT_FOUND, SAME_TEAM
 * @throws {ApiError} SNAPSHOT_GONE  the data of the run are not stored any more
 */
export async function readProvenance(app: Tracing, query: ProvenanceQuery): Promise<Provenance> {
  const traced = await traceNumber(app, query)
  const run = traced.runId === null ? null : await readRun(app, traced.runId)
  const { data, page } = toPage(traced, query)
  return {
    kind: query.kind,
    number: query.number,
    name: traced.name,
    unit: traced.unit,
    shown: traced.shown,
    n: traced.n,
    formula: traced.formula,
    run: run && toRun(run),
    recount: traced.recount && toRecount(traced.shown, traced.recount),
    noRecount: traced.noRecount,
    migrated: traced.migrated,
    total: traced.total,
    data,
    page,
    warnings: warningsFor(run, traced),
  }
}

function traceNumber(app: Tracing, query: ProvenanceQuery): Promise<TracedNumber> {
  switch (query.kind) {
    case 'team_metric':
      return traceMetric(app, { ...query, teamId: required(query, 'teamId') })
    case 'team_record':
      return traceTeamRecord(app, query)
    case 'pair':
      return tracePair(app, query)
    case 'strategy':
      return traceStrategy(app, query)
    case 'league':
      return traceLeagueNumber(app, { ...query, league: required(query, 'league') })
  }
}

function required<Field extends 'teamId' | 'homeId' | 'awayId' | 'league'>(
  query: ProvenanceQuery,
  field: Field,
): NonNullable<ProvenanceQuery[Field]> {
  const value = query[field]
  if (value == null) throw new ApiError('INVALID_INPUT', `got a number of kind ${query.kind} without ${field}, expected one`)
  return value
}

/** Which rows a migrated row of that list is to be looked for among; null for a row that the move did not bring. */
const migratedFrom = (rowOrigin: RowOrigin, { origin }: ProvenanceQuery): 'published' | 'migrated' | null =>
  rowOrigin === 'migrated' || rowOrigin === 'enriched' ? (origin === 'published' ? 'published' : 'migrated') : null

function migratedColumn(wanted: Omit<MigratedColumn, 'isPercent' | 'homeId'> & { readonly homeId?: number }): MigratedColumn {
  return { homeId: null, ...wanted, isPercent: wanted.column !== null && PERCENT_COLUMNS.has(wanted.column) }
}

async function traceTeamRecord(app: Tracing, query: ProvenanceQuery): Promise<TracedNumber> {
  const teamId = required(query, 'teamId')
  const number = parseTeamNumber(query)
  const team = await readTeam(app, { teamId, origin: query.origin, season: query.season })
  const origin = migratedFrom(team.origin, query)
  if (origin === null) return traceTeamNumber(app, team, number)
  const shown = { ...describeTeamNumber(team, number), unit: '', runId: team.runId }
  const row = { table: 'team_profiles', origin, id: teamId } as const
  return traceMigratedNumber(app, migratedColumn({ row, column: TEAM_COLUMNS[number], number: shown }))
}

async function tracePair(app: Tracing, query: ProvenanceQuery): Promise<TracedNumber> {
  const [homeId, awayId] = [required(query, 'homeId'), required(query, 'awayId')]
  const number = parsePairNumber(query)
  const pair = await readShownPair(app, { ...query, homeId, awayId })
  const origin = migratedFrom(pair.row.origin, query)
  if (origin === null) return tracePairNumber(app, pair, number)
  if (isEnriched(pair, query)) return traceEnrichedEdge(app, { ...query, homeId, awayId }, pair)
  const shown = { ...describePairNumber(pair, number), runId: pair.row.runId }
  const row = { table: 'matchup_friction', origin, id: pair.row.id } as const
  return traceMigratedNumber(app, migratedColumn({ row, column: PAIR_COLUMNS[number], homeId, number: shown }))
}

async function traceStrategy(app: Tracing, query: ProvenanceQuery): Promise<TracedNumber> {
  const { record, number } = await readRecord(app, query)
  const origin = migratedFrom(record.origin, query)
  if (origin === null) return traceStrategyNumber(app, record, number)
  const shown = { ...describeRecordNumber(record, number), unit: RECORD_UNITS[number], runId: record.runId }
  const row = { table: 'team_strategies', origin, id: record.strategyId } as const
  return traceMigratedNumber(app, migratedColumn({ row, column: RECORD_COLUMNS[number], number: shown }))
}

/** Twelve digits: what is left when two sums of the same numbers run in another order. */
const TOLERANCE = 1e-12

function toRecount(shown: number | null, { value, figures }: NonNullable<TracedNumber['recount']>): ProvenanceRecount {
  const difference = value === null || shown === null ? null : value - shown
  const isEqual = difference === null ? value === shown : Math.abs(difference) <= TOLERANCE * Math.max(1, Math.abs(shown ?? 0))
  return { value, difference, isEqual, figures: figures.filter((figure) => Number.isFinite(figure.value)) }
}

function toRun(run: RunRow): ProvenanceRun {
  return {
    id: run.id,
    kind: run.kind,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    codeVersion: run.codeVersion,
    modelVersion: run.modelVersion,
    ruleVersions: Object.entries(run.ruleVersions).map(([rule, version]) => ({ rule, version: String(version) })),
    seed: run.seed,
    snapshot: run.snapshotId,
  }
}

function warningsFor(run: RunRow | null, { recount }: TracedNumber): string[] {
  if (recount === null || run === null || run.modelVersion === null || run.modelVersion === MODEL_VERSION) return []
  return [`Run ${run.id} calculated with ${run.modelVersion}, the recount with ${MODEL_VERSION}: they may differ.`]
}

const SORT = 'newest'

/** A run's matches never change, so a place in their list is as good a key as any. */
function toPage({ total, rowsBetween }: TracedNumber, { limit, cursor }: ProvenanceQuery): Pick<Provenance, 'data' | 'page'> {
  const { order, after } = pageRequest({ limit, cursor, sort: SORT, order: 'desc' }, [])
  const start = after === null ? 0 : after.id
  const end = Math.min(total, start + limit)
  const hasMore = end < total
  return {
    data: rowsBetween(start, end),
    page: { nextCursor: encodeCursor(hasMore ? { value: null, id: end } : null, SORT, order), hasMore },
  }
}
