import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import type { PlannedRuling } from '../types.ts'

const keyOf = ({ table, v1Id, kind, column }: PlannedRuling) => `${table}|${v1Id}|${kind}|${column}`

/** Rulings, one for each row, kind and column: the first that is given stands. */
export class RulingBook {
  readonly #rulings = new Map<string, PlannedRuling>()
  readonly #quarantined: Readonly<Record<V1TableName, Set<number>>> = {
    team_profiles: new Set(),
    matchup_friction: new Set(),
    team_strategies: new Set(),
  }

  add(ruling: PlannedRuling): void {
    const key = keyOf(ruling)
    if (this.#rulings.has(key)) return
    this.#rulings.set(key, ruling)
    if (ruling.kind === 'quarantine') this.#quarantined[ruling.table].add(ruling.v1Id)
  }

  quarantined(table: V1TableName): ReadonlySet<number> {
    return this.#quarantined[table]
  }

  /** What stands in V3 for a value; undefined where V1's own does. */
  value(table: V1TableName, v1Id: number, column: string): string | null | undefined {
    return this.#rulings.get(keyOf({ table, v1Id, kind: 'value', column, value: null, reason: '' }))?.value
  }

  /** In an order that depends on nothing else; of a quarantined row only the quarantine, since nothing of it reaches V3. */
  all(): readonly PlannedRuling[] {
    return [...this.#rulings.values()]
      .filter((ruling) => ruling.kind === 'quarantine' || !this.#quarantined[ruling.table].has(ruling.v1Id))
      .sort((x, y) => compare(x.table, y.table) || x.v1Id - y.v1Id || compare(x.kind, y.kind) || compare(x.column, y.column))
  }
}

const compare = (x: string, y: string) => (x < y ? -1 : Number(x > y))
