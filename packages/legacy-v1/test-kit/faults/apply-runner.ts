import { openDatabase } from '@mon-ps/db/client'
import { applyMigration } from '../../src/apply/apply-migration.ts'
import { rollbackMigration } from '../../src/apply/rollback-migration.ts'
import { withFaults } from './with-faults.ts'

/** What a runner that is to be killed is told, as JSON in its first argument. */
export interface RunnerOrder {
  readonly url: string | null
  readonly dataDir: string | null
  /** Null: roll back. */
  readonly planSha256: string | null
  /** With which statement on its way the process ends itself with SIGKILL; 0: never. */
  readonly killAt: number
}

// A process of its own that applies or rolls back; one that comes to its end says how many statements it took.
const order: RunnerOrder = JSON.parse(process.argv[2] ?? '')
const opened = await openDatabase({ url: order.url ?? undefined, dataDir: order.dataDir ?? undefined })
const { database, statements } = withFaults(opened, { failAt: order.killAt, how: () => process.kill(process.pid, 'SIGKILL') })
const source = { database, same: true, address: 'the killed one', close: async () => {} }
const who = { who: 'killed', codeVersion: 'test' }
if (order.planSha256 === null) await rollbackMigration(source, database, who)
else await applyMigration(source, database, { ...who, planSha256: order.planSha256, oneTransactionRows: 10, chunkIds: 5 })
process.stdout.write(`${statements()}\n`)
await opened.close()
