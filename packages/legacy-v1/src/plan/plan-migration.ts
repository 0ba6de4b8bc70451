import type { Database, Executor } from '@mon-ps/db/client'
import { type Examined, examine, knownZone, onSnapshot } from '../inspect/inspect-legacy.ts'
import { groundOf } from '../inspect/grounds.ts'
import type { LegacySource, MigrationPlan } from '../types.ts'
import { decideLeagues } from './decide-leagues.ts'
import { decideRows } from './decide-rows.ts'
import { decideTeams } from './decide-teams.ts'
import { DecisionBook } from './decision-book.ts'
import { describeJsonKeys, describeMapping, ruleVersions } from './describe-mapping.ts'
import { bytesNeeded, type Growth, growthOf, isChunked, locksOf } from './footprint.ts'
import { planHash } from './plan-hash.ts'
import { predict } from './predict.ts'
import { RulingBook } from './ruling-book.ts'
import { treatRows } from './treat-rows.ts'

export interface PlanOptions {
  /** Decision id → option id. */
  readonly decisions?: Readonly<Record<string, string>> | undefined
  /** IANA zone in which the legacy's naive times are read; UTC when nobody says otherwise. */
  readonly timeZone?: string | undefined
}

type Decided = Pick<MigrationPlan, 'decisions' | 'rulings' | 'teams'>

/** Profiles first: what becomes of them decides what can become of their pairs and strategies. */
async function decide(source: Executor, target: Executor, examined: Examined, given: Readonly<Record<string, string>>): Promise<Decided> {
  const { shape, profiles, rowChecks } = examined
  const findings = new Map(examined.findings.map((finding) => [finding.id, finding]))
  const books = { decisions: new DecisionBook(given), rulings: new RulingBook() }
  await treatRows(source, 'team_profiles', groundOf('team_profiles', shape.relations), rowChecks, findings, books)
  const leagues = decideLeagues(profiles, books)
  const teams = await decideTeams(target, profiles, leagues, books)
  await decideRows(source, 'matchup_friction', examined, findings, books)
  await decideRows(source, 'team_strategies', examined, findings, books)
  return { decisions: books.decisions.close(), rulings: books.rulings.all(), teams }
}

async function assemble(
  source: LegacySource,
  executors: { readonly source: Executor; readonly target: Executor },
  growth: Growth,
  options: PlanOptions,
): Promise<MigrationPlan> {
  const timeZone = await knownZone(executors.source, options.timeZone)
  const examined = await examine(executors.source, executors.target, source.address, timeZone)
  const { shape, findings } = examined
  const decided = await decide(executors.source, executors.target, examined, options.decisions ?? {})
  const plan: Omit<MigrationPlan, 'planSha256'> = {
    ruleVersions: ruleVersions(),
    timeZone,
    source: shape.tables,
    mapping: describeMapping(shape),
    jsonKeys: await describeJsonKeys(executors.source, shape),
    predictions: await predict(executors.source, shape.relations, decided.rulings),
    findings,
    ...decided,
    ddl: growth.ddl,
    locks: locksOf(),
    bytesNeeded: await bytesNeeded(executors.source, shape),
    bytesFree: growth.bytesFree,
    chunked: isChunked(shape),
    ready:
      findings.every(({ severity }) => severity !== 'blocking') &&
      decided.decisions.every(({ chosen, proposed }) => (chosen ?? proposed) !== null),
  }
  return { planSha256: planHash(plan), ...plan }
}

/**
 * Everything that decides what the move will do, read under one snapshot of V1, and a hash of it. Writes nothing.
 *
 * `rulings` and `teams` are all that the copy needs: with them, every row of V1 either has its row in V3 or a reason why not.
 *
 * @throws {DbError} LEGACY_NOT_FOUND  none of the three V1 tables is there
 * @throws {DbError} INVALID_ARGUMENT  a decision, an option or a time zone that is not known; the message names near ones
 * @example const plan = await planMigration(source, target, { decisions: { 'P06:team_profiles:no-league:12': 'Serie A' } })
 */
export async function planMigration(source: LegacySource, target: Database, options: PlanOptions): Promise<MigrationPlan> {
  // Before the snapshot: on the embedded engine the one connection is busy with that.
  const growth = await growthOf(target)
  return onSnapshot(source, target, (from, to) => assemble(source, { source: from, target: to }, growth, options))
}
