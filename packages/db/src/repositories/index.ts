import * as audit from './audit.ts'
import * as competitions from './competitions.ts'
import * as demo from './demo.ts'
import type { Executor } from './executor.ts'
import * as imports from './imports.ts'
import * as jobs from './jobs.ts'
import * as live from './live.ts'
import * as matches from './matches.ts'
import * as profiles from './profiles.ts'
import * as runs from './runs.ts'
import * as snapshots from './snapshots.ts'
import * as stats from './stats.ts'
import * as teams from './teams.ts'
import * as trials from './trials.ts'
import * as v3 from './v3.ts'
import * as versions from './versions.ts'
import * as workResults from './work-results.ts'
import { applyEnrichment, undoEnrichment } from '../legacy-v1/enrich/enrichment.ts'
import { planEnrichment } from '../legacy-v1/enrich/plan-enrichment.ts'
import { listPublicationChoices, listPublicationDecisions } from '../publish/publication-choices.ts'
import { decidePublication, undoDecision } from '../publish/publish-best.ts'
import { publish } from '../publish/publish.ts'

const groups = {
  audit,
  competitions,
  demo,
  enrichment: { planEnrichment, applyEnrichment, undoEnrichment },
  imports,
  jobs,
  live,
  matches,
  profiles,
  publishing: { publish, decidePublication, undoDecision, listPublicationChoices, listPublicationDecisions },
  runs,
  snapshots,
  stats,
  teams,
  trials,
  v3,
  versions,
  workResults,
}
type Groups = typeof groups

/** A function of a repository without its first argument, the executor that it is bound to. */
type Bound<Call> = Call extends (executor: Executor, ...rest: infer Rest) => infer Result ? (...rest: Rest) => Result : never

export type Repositories = {
  readonly [Group in keyof Groups]: { readonly [Name in keyof Groups[Group]]: Bound<Groups[Group][Name]> }
}

type Call = (executor: Executor, ...rest: never[]) => unknown

const bind = (executor: Executor, group: Readonly<Record<string, Call>>) =>
  Object.fromEntries(Object.entries(group).map(([name, call]) => [name, (...rest: never[]) => call(executor, ...rest)]))

/** Every repository bound to a database or a transaction. */
export function repositoriesOf(executor: Executor): Repositories {
  return Object.fromEntries(Object.entries(groups).map(([name, group]) => [name, bind(executor, group)])) as Repositories
}
