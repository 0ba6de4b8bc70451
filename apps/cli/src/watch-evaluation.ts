import type { ModelEvaluationProgress } from '@mon-ps/contract/model'
import type { MonPsClient } from '@mon-ps/client'
import type { Terminal } from './print/terminal.ts'
import { watchJob } from './watch-job.ts'

/** Has what is loaded judged, and shows it until it has ended. Data that were judged before are not judged again. */
export async function evaluateLoaded(
  client: Pick<MonPsClient, 'model'>,
  { terminal, interrupted }: { readonly terminal: Terminal; readonly interrupted: AbortSignal },
): Promise<void> {
  const { jobId } = await client.model.evaluate.mutate()
  await watchJob<ModelEvaluationProgress>({
    name: `Evaluation ${jobId}`,
    subscribe: (handlers) => client.model.progress.subscribe({ jobId }, handlers),
    terminal,
    interrupted,
  })
}
