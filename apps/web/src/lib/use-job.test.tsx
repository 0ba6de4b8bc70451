import type { AppRouter } from '@mon-ps/api'
import { QueryClient, QueryClientProvider, skipToken } from '@tanstack/react-query'
import { act, render, screen } from '@testing-library/react'
import { createTRPCClient, TRPCClientError, type TRPCLink } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import { expect, test } from 'vitest'
import { TRPCProvider, useTRPC, type ApiOutputs } from './trpc.ts'
import { useJob } from './use-job.ts'

type Job = NonNullable<ApiOutputs['calculation']['latest']['job']>

const job = (jobId: number, status: Job['status']): Job => ({
  jobId,
  status,
  phases: [],
  current: null,
  elapsedMs: 0,
  remainingMs: null,
  result: null,
  error: null,
})

const jobNotFound = TRPCClientError.from<AppRouter>({
  error: {
    message: 'got job 7',
    code: -32004,
    data: { code: 'JOB_NOT_FOUND', httpStatus: 404, path: null, requestId: null, facts: {}, fieldErrors: null },
  },
})

interface Stream {
  jobId: unknown
  next: (job: Job) => void
  fail: () => void
}

/** A page that watches jobs through a transport whose streams the test feeds. */
function watchJobs() {
  const streams: Stream[] = []
  const link: TRPCLink<AppRouter> = () => (operation) =>
    observable((observer) => {
      const { jobId } = operation.op.input as { jobId: number }
      streams.push({
        jobId,
        next: (data) => observer.next({ result: { type: 'data', data: { id: '1', data } } }),
        fail: () => observer.error(jobNotFound),
      })
    })
  const client = createTRPCClient<AppRouter>({ links: [link] })
  const queryClient = new QueryClient()
  const ended: number[] = []
  function Watch({ known }: { known: Job | null | undefined }) {
    const trpc = useTRPC()
    const { job: shown, activeId } = useJob<Job>({
      known,
      subscribe: (jobId, handlers) => trpc.calculation.progress.subscriptionOptions(jobId === null ? skipToken : { jobId }, handlers),
      onEnd: ({ jobId }) => ended.push(jobId),
    })
    return <p>{`${shown?.jobId ?? 'none'} ${shown?.status ?? ''} active ${activeId ?? 'none'}`}</p>
  }
  const page = (known: Job | null | undefined) => (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        <Watch known={known} />
      </TRPCProvider>
    </QueryClientProvider>
  )
  const { rerender } = render(page(undefined))
  return { streams, ended, learn: (known: Job | null) => rerender(page(known)), text: () => screen.getByText(/active/).textContent }
}

test('a running job is watched until it ends, and its end is told once', () => {
  const { streams, ended, learn, text } = watchJobs()
  learn(job(7, 'running'))
  expect(streams.map(({ jobId }) => jobId)).toEqual([7])
  expect(text()).toBe('7 running active 7')
  act(() => streams[0]?.next(job(7, 'succeeded')))
  // The server's own list may still say that it runs.
  expect(text()).toBe('7 succeeded active none')
  learn(job(7, 'succeeded'))
  expect(ended).toEqual([7])
})

test('a job that had ended before the page was opened is no news; a newer one that another window ran is', () => {
  const { ended, learn, text } = watchJobs()
  learn(job(3, 'succeeded'))
  expect(ended).toEqual([])
  learn(job(4, 'failed'))
  expect(ended).toEqual([4])
  expect(text()).toBe('4 failed active none')
})

test('a job that its server no longer knows was interrupted', () => {
  const { streams, ended, learn, text } = watchJobs()
  learn(job(7, 'running'))
  act(() => streams[0]?.fail())
  expect(text()).toBe('7 interrupted active none')
  expect(ended).toEqual([7])
})
