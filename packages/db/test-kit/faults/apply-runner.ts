import { openDatabase } from '../../src/client.ts'
import { applyMigration } from '../../src/legacy-v1/apply/apply-migration.ts'
import { rollbackMigration } from '../../src/legacy-v1/apply/rollback-migration.ts'

/** What a runner that is to be killed is told, as JSON in its first argument. */
export interface RunnerOrder {
  readonly url: string | null
  readonly dataDir: string | null
  /** Null: roll back. */
  readonly planSha256: string | null
}

// A process of its own that applies or rolls back and says when it begins and ends.
const order: RunnerOrder = JSON.parse(process.argv[2] ?? '')
const database = await openDatabase({ url: order.url ?? undefined, dataDir: order.dataDir ?? undefined })
const source = { database, same: true, address: 'the killed one', close: async () => {} }
const who = { who: 'killed', codeVersion: 'test' }
process.stdout.write('begin\n')
if (order.planSha256 === null) await rollbackMigration(source, database, who)
else await applyMigration(source, database, { ...who, planSha256: order.planSha256, oneTransactionRows: 10, chunkIds: 5 })
process.stdout.write('end\n')
await database.close()
