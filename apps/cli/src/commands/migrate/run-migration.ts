import type { MigrationAction, MigrationProgressWire, MigrationReport } from '@mon-ps/contract/migration'
import type { MonPsClient } from '@mon-ps/client'
import type { Session } from '../../command.ts'
import { watchJob } from '../../watch-job.ts'

/** What a migration job is asked to do. */
export type MigrationOrder = Parameters<MonPsClient['migration']['start']['mutate']>[0]

/**
 * Starts a migration job, shows how far it is, and brings its report.
 *
 * @param hint  what to say when it is interrupted
 * @throws {Failure} the job's own error, or `interrupted`
 */
export async function runMigration(
  order: MigrationOrder & { action: MigrationAction },
  { terminal, interrupted, connect }: Session,
  hint: string,
): Promise<MigrationReport> {
  const { client, mode } = await connect({ prepare: false })
  const { jobId } = await client.migration.start.mutate(order)
  const onInterrupt = () =>
    terminal.warn(mode === 'http' ? 'The server goes on. `mon-ps migrate status` shows how far it is.' : `Stopping safely. ${hint}`)
  interrupted.addEventListener('abort', onInterrupt)
  await watchJob<MigrationProgressWire>({
    name: `Migration job ${jobId} (${order.action})`,
    subscribe: (handlers) => client.migration.progress.subscribe({ jobId }, handlers),
    terminal,
    interrupted,
  })
  return client.migration.report.query({ jobId })
}
