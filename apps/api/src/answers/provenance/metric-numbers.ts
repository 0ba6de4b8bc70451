import { recountMetric } from '@mon-ps/core/provenance/recount-metric'
import { ApiError } from '../../errors.ts'
import type { ProvenanceQuery } from '@mon-ps/contract/provenance'
import { readTeam } from '../shapes/read-team.ts'
import { findDefinition, tracedBy } from './match-rows.ts'
import { leagueOfRun } from './part-of-run.ts'
import type { TracedNumber, Tracing } from './traced-number.ts'

/**
 * A metric of a team's DNA, from the matches of the run that made it.
 *
 * @throws {ApiError} NUMBER_NOT_FOUND, SNAPSHOT_GONE, TEAM_NOT_FOUND
 */
export async function metricNumber(app: Tracing, query: ProvenanceQuery & { readonly teamId: number }): Promise<TracedNumber> {
  const { number: key, teamId, origin, season } = query
  const team = await readTeam(app, { teamId, origin, season })
  const metrics = team.dna.flatMap((vector) => vector.metrics)
  const vector = team.dna.find((one) => one.metrics.some((own) => own.key === key))
  const metric = vector?.metrics.find((one) => one.key === key)
  if (!vector || !metric) {
    const known = metrics.map((one) => one.key).join(', ') || 'none: no calculation of ours made this row'
    throw new ApiError('NUMBER_NOT_FOUND', `got metric "${key}" of ${team.teamName}, expected one of ${known}`)
  }
  const trace = await leagueOfRun(app, team.runId, team.leagueCode)
  const recount = recountMetric(trace.metricsFor(team.season ?? ''), { teamId, key })
  const shown = metric.status === 'measured' ? metric.value : null
  const common = { name: `${metric.name}, ${team.teamName}`, unit: metric.unit, shown, n: metric.n, runId: team.runId, migrated: null }
  if (recount) return { ...common, noRecount: null, ...tracedBy(recount, trace.table) }
  return {
    ...common,
    formula: findDefinition(key)?.formula ?? '',
    recount: null,
    noRecount: shown === null ? (vector.reason ?? 'Not measured.') : 'The metric is not averaged from matches.',
    total: 0,
    rowsBetween: () => [],
  }
}
