import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { useState } from 'react'
import { type ApiOutputs, useTRPC } from '../../lib/trpc.ts'

export type EvaluationJob = NonNullable<ApiOutputs['model']['latest']['job']>

export interface Evaluation {
  /** The newest one known; null when there never was one. */
  job: EvaluationJob | null
  isActive: boolean
  /** Why it could not be started or followed. */
  error: unknown
  start: () => void
  cancel: () => void
}

const isActiveStatus = (status: EvaluationJob['status']): boolean => status === 'queued' || status === 'running'

/** The evaluation of the models, followed live; when it ends the scores are fetched anew. */
export function useEvaluation(): Evaluation {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const latest = useQuery(trpc.model.latest.queryOptions())
  const [started, setStarted] = useState<number | null>(null)
  const [heard, setHeard] = useState<EvaluationJob | null>(null)
  const known = latest.data?.job ?? null
  const jobId = started ?? (known && isActiveStatus(known.status) ? known.jobId : null)
  const live = useSubscription(
    trpc.model.progress.subscriptionOptions(jobId === null ? skipToken : { jobId }, {
      onData: ({ data }) => {
        setHeard(data)
        if (!isActiveStatus(data.status))
          void Promise.all([trpc.model, trpc.friction].map((part) => queryClient.invalidateQueries({ queryKey: part.pathKey() })))
      },
    }),
  )
  const start = useMutation(trpc.model.evaluate.mutationOptions({ onSuccess: (answer) => setStarted(answer.jobId) }))
  const cancel = useMutation(trpc.model.cancel.mutationOptions())
  const progress = heard?.jobId === jobId ? heard : null
  return {
    job: progress ?? known,
    isActive: start.isPending || (jobId !== null && (progress === null || isActiveStatus(progress.status))),
    error: start.error ?? (jobId === null ? null : live.error),
    start: () => start.mutate(),
    cancel: () => jobId !== null && cancel.mutate({ jobId }),
  }
}
