import { type Day, isoFromDay } from '@mon-ps/core/units'
import type { MatchContribution, Recount } from '@mon-ps/core/provenance/contribution'
import type { MatchTable } from '@mon-ps/core/football/match-table'
import { METRIC_CATALOGUE } from '@mon-ps/core/dna/metric-catalogue'
import { STYLE_CATALOGUE } from '@mon-ps/core/dna/style-catalogue'
import type { TeamRefWire } from '@mon-ps/contract/answer'
import type { ProvenanceMatch } from '@mon-ps/contract/provenance'
import type { TracedNumber } from './traced-number.ts'

const DEFINITIONS = new Map([...Object.values(METRIC_CATALOGUE), ...Object.values(STYLE_CATALOGUE)].map((metric) => [metric.key, metric]))

/** What the catalogue says of a metric, DNA's or style's; undefined for one that it does not know. */
export const findDefinition = (key: string) => DEFINITIONS.get(key)

/** The teams of a table by their ids. */
export function teamFinder(table: MatchTable): (id: number) => TeamRefWire {
  const names = new Map(table.teams.map(({ id, name }) => [id, name]))
  return (id) => ({ id, name: names.get(id) ?? `team ${id}` })
}

/** A recount by core as the rest of a traced number. */
export function tracedBy(recount: Recount, table: MatchTable): Pick<TracedNumber, 'formula' | 'recount' | 'total' | 'rowsBetween'> {
  const findTeam = teamFinder(table)
  return {
    formula: recount.formula,
    recount: { value: recount.value, figures: recount.figures },
    total: recount.contributions.length,
    rowsBetween: (start, end) => recount.contributions.slice(start, end).map((match) => matchRow(match, findTeam)),
  }
}

function matchRow(match: MatchContribution, findTeam: (id: number) => TeamRefWire): ProvenanceMatch {
  const { day, homeId, awayId, teamId, part, ...plain } = match
  return {
    ...plain,
    playedOn: isoFromDay(day as Day),
    home: findTeam(homeId),
    away: findTeam(awayId),
    side: teamId === null ? null : findTeam(teamId),
    part: part === null ? null : (findDefinition(part)?.name ?? part),
    bet: null,
  }
}
