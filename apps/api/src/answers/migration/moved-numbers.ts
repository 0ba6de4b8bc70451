import { ENRICHED_COLUMNS, ENRICHMENT_RULES, averageEdges } from '@mon-ps/legacy-v1/mapping/enrich-rules'
import { recountMigrated } from '@mon-ps/legacy-v1/mapping/recount-migrated'
import type { MovedNumbers } from '../shapes/moved-numbers.ts'

const EDGE = ENRICHED_COLUMNS.find(({ column }) => column === 'psychological_edge')

/** V1's own answers, for whoever follows a number that came from it. */
export const movedNumbers: MovedNumbers = {
  recount: recountMigrated,
  edge: { meaning: ENRICHMENT_RULES.find(({ id }) => id === EDGE?.rule)?.meaning ?? '', ofOrders: averageEdges },
}
