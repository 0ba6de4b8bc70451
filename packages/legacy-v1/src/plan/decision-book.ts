import type { MigrationDecision, MigrationFinding, MigrationRuling } from '@mon-ps/contract/migration-plan'
import { DbError } from '@mon-ps/db/errors'
import type { Executor } from '@mon-ps/db/client'
import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import { type SQL, sql } from 'drizzle-orm'
import { type CheckInput, HAS_ID, isAbout, type RowCheck, type Treatment } from '../inspect/check.ts'

const PROPOSED_NAMES = 3

/** Those that share the most words with what was asked for, then the longest common beginning. */
function nearestNames(wanted: string, known: readonly string[]): string {
  const commonStart = (name: string) => {
    let length = 0
    while (length < name.length && name[length] === wanted[length]) length++
    return length
  }
  const commonWords = (name: string) => name.split(/[:\-_]/).filter((word) => wanted.includes(word)).length
  return [...known]
    .sort((x, y) => commonWords(y) - commonWords(x) || commonStart(y) - commonStart(x))
    .slice(0, PROPOSED_NAMES)
    .map((name) => `"${name}"`)
    .join(', ')
}

/** The questions that a plan meets, each answered by what a person chose or else by what is proposed. */
export class DecisionBook {
  readonly #given: Readonly<Record<string, string>>
  readonly #made = new Map<string, MigrationDecision>()

  constructor(given: Readonly<Record<string, string>>) {
    this.#given = given
  }

  /**
   * @returns  the option that the plan takes; null where somebody must choose and nobody did
   * @throws {DbError} INVALID_ARGUMENT  the option that was chosen is none of the question's
   */
  choose(question: Omit<MigrationDecision, 'chosen'>): string | null {
    const chosen = Object.hasOwn(this.#given, question.id) ? (this.#given[question.id] ?? null) : null
    const options = question.options.map(({ id }) => id)
    if (chosen !== null && !options.includes(chosen))
      throw new DbError(
        'INVALID_ARGUMENT',
        `got "${chosen}" for the decision "${question.id}", expected one of ${options.map((option) => `"${option}"`).join(', ')}`,
        { decision: question.id, option: chosen },
      )
    this.#made.set(question.id, { ...question, chosen })
    return chosen ?? question.proposed
  }

  /**
   * All decisions, by their ids.
   *
   * @throws {DbError} INVALID_ARGUMENT  somebody decided what was never asked; the message names near questions
   */
  close(): readonly MigrationDecision[] {
    const known = [...this.#made.keys()].sort()
    const stray = Object.keys(this.#given).find((id) => !this.#made.has(id))
    if (stray !== undefined)
      throw new DbError(
        'INVALID_ARGUMENT',
        known.length === 0
          ? `got the decision "${stray}", but this plan asks nothing`
          : `got the decision "${stray}", which this plan does not ask; near ones: ${nearestNames(stray, known)}`,
        { decision: stray },
      )
    return known.flatMap((id) => this.#made.get(id) ?? [])
  }
}

const rulingKey = ({ table, v1Id, kind, column }: Omit<MigrationRuling, 'value' | 'reason'>) => `${table}|${v1Id}|${kind}|${column}`

const compare = (x: string, y: string) => (x < y ? -1 : Number(x > y))

/** Rulings, one for each row, kind and column: the first that is given counts. */
export class RulingBook {
  readonly #rulings = new Map<string, MigrationRuling>()
  readonly #quarantined: Readonly<Record<V1TableName, Set<number>>> = {
    team_profiles: new Set(),
    matchup_friction: new Set(),
    team_strategies: new Set(),
  }

  add(ruling: MigrationRuling): void {
    const key = rulingKey(ruling)
    if (this.#rulings.has(key)) return
    this.#rulings.set(key, ruling)
    if (ruling.kind === 'quarantine') this.#quarantined[ruling.table].add(ruling.v1Id)
  }

  quarantine(table: V1TableName, v1Id: number, reason: string): void {
    this.add({ table, v1Id, kind: 'quarantine', column: '', value: null, reason })
  }

  quarantined(table: V1TableName): ReadonlySet<number> {
    return this.#quarantined[table]
  }

  /** What V3 has in place of a V1 value; undefined where it has the value itself. */
  value(table: V1TableName, v1Id: number, column: string): string | null | undefined {
    return this.#rulings.get(rulingKey({ table, v1Id, kind: 'value', column }))?.value
  }

  /** Sorted; of a quarantined row only the quarantine, since nothing of it reaches V3. */
  all(): readonly MigrationRuling[] {
    return [...this.#rulings.values()]
      .filter((ruling) => ruling.kind === 'quarantine' || !this.#quarantined[ruling.table].has(ruling.v1Id))
      .sort((x, y) => compare(x.table, y.table) || x.v1Id - y.v1Id || compare(x.kind, y.kind) || compare(x.column, y.column))
  }
}

export interface Books {
  readonly decisions: DecisionBook
  readonly rulings: RulingBook
}

export const toOptions = (treatments: readonly Treatment[]) => treatments.map(({ option, meaning }) => ({ id: option, meaning }))

/** Pairs each check that found something with the chosen or proposed treatment. */
function chooseTreatments(checks: readonly RowCheck[], findings: ReadonlyMap<string, MigrationFinding>, decisions: DecisionBook) {
  return checks.flatMap((check) => {
    const { treatments = [] } = check
    const finding = findings.get(check.id)
    if (finding === undefined || treatments.length === 0) return []
    const question = {
      id: finding.id,
      question: `${finding.message}: what is done with them?`,
      options: toOptions(treatments),
      proposed: treatments[0]?.option ?? null,
    }
    const option = treatments.length === 1 ? treatments[0]?.option : decisions.choose(question)
    const treatment = treatments.find((one) => one.option === option)
    return treatment === undefined ? [] : [{ check, treatment }]
  })
}

/**
 * Records what is done with every row that the checks of a table found.
 *
 * @returns  a condition on the table's rows: none of these treatments quarantines it
 */
export async function treatRows(
  executor: Executor,
  table: V1TableName,
  input: CheckInput,
  { checks, findings }: { readonly checks: readonly RowCheck[]; readonly findings: ReadonlyMap<string, MigrationFinding> },
  { decisions, rulings }: Books,
): Promise<SQL> {
  const chosen = chooseTreatments(checks.filter(isAbout(table)), findings, decisions)
  for (const { check, treatment } of chosen) {
    if (treatment.ruling === null) continue
    const { kind, column, value, reason } = treatment.ruling
    const rows = await executor.execute<{ v1Id: number; value: string | null }>(sql`
      with ${input.ctes} select r.id::int as "v1Id", (${value})::text as value ${input.from} where (${check.where}) and ${HAS_ID} order by r.id`)
    for (const row of rows) rulings.add({ table, v1Id: row.v1Id, kind, column, value: row.value, reason })
  }
  const out = chosen
    .filter(({ treatment }) => treatment.ruling?.kind === 'quarantine')
    .map(({ check }) => sql`coalesce(${check.where}, false)`)
  return out.length === 0 ? sql`true` : sql`not (${sql.join(out, sql` or `)})`
}
