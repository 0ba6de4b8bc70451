import type { V1Row } from '@mon-ps/db/publish/migrated-rows'
import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import type { Stat } from '@mon-ps/contract/answer'

/** A number that the move brought, calculated again from its V1 row by the rule that brought it. */
export interface MovedNumber {
  readonly rule: string
  readonly meaning: string
  /** The columns of V1 that the rule reads, as they stand. */
  readonly sources: readonly { readonly column: string; readonly value: string | null }[]
  readonly value: number | null
  /** Why the rule cannot be applied again from the row alone; null where it was. */
  readonly cannot: string | null
}

/** What V1 itself answers about the numbers that came from it. */
export interface MovedNumbers {
  /** Null where no rule fills such a column. */
  recount(table: V1TableName, column: string, row: V1Row['columns']): MovedNumber | null
  /** The edge that enrichment takes from the calculated pairs in both orders. */
  readonly edge: {
    readonly meaning: string
    ofOrders(there: Stat, back: Stat): { readonly value: number } | null
  }
}
