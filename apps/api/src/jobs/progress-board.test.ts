import type { JobEvent } from '@mon-ps/contract/job'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createProgressBoard, isFinal, type JobState, watchBoard } from './progress-board.ts'

const JOB = { jobId: 7, params: {} }
const phases = [
  { name: 'fit', total: 2, cost: 1 },
  { name: 'save', total: 10, cost: 0.2 },
]

async function collect(events: AsyncIterable<JobEvent<JobState<null>>>): Promise<JobEvent<JobState<null>>[]> {
  const all: JobEvent<JobState<null>>[] = []
  for await (const event of events) all.push(event)
  return all
}

afterEach(() => {
  vi.useRealTimers()
})

describe('a progress board', () => {
  it('counts, and gives the time left only once it can be estimated', () => {
    let clock = 0
    const board = createProgressBoard<null>(JOB, phases, () => clock)
    clock = 1000
    expect(board.snapshot()).toMatchObject({ jobId: 7, status: 'running', elapsedMs: 1000, remainingMs: null })
    board.advance('fit', 1, 'Premier League')
    // One of two costly units done of a work of 2 + 10 x 0.2 = 4: a quarter.
    expect(board.snapshot()).toMatchObject({
      current: 'Premier League',
      remainingMs: 3000,
      phases: [{ name: 'fit', done: 1, total: 2 }, {}],
    })
    board.end('cancelled')
    clock = 5000
    expect(board.snapshot()).toMatchObject({ status: 'cancelled', elapsedMs: 1000, remainingMs: 0, current: null })
  })

  it('never counts more units than a phase has', () => {
    let clock = 0
    const board = createProgressBoard<null>(JOB, phases, () => clock)
    clock = 1000
    board.advance('fit', 5)
    // All of fit, 2 of 4: without the limit it would be more than the whole work.
    expect(board.snapshot()).toMatchObject({
      phases: [
        { name: 'fit', done: 2, total: 2 },
        { name: 'save', done: 0, total: 10 },
      ],
      remainingMs: 1000,
    })
    board.advance('save', 4)
    board.advance('save', 5)
    expect(board.snapshot().phases[1]).toEqual({ name: 'save', done: 9, total: 10 })
    board.advance('save', 5)
    expect(board.snapshot()).toMatchObject({ phases: [{}, { name: 'save', done: 10, total: 10 }], remainingMs: 0 })
  })

  it('gives the time left from a twentieth of the work on', () => {
    let clock = 0
    const board = createProgressBoard<null>(JOB, [{ name: 'save', total: 100, cost: 3 }], () => clock)
    clock = 1000
    board.advance('save', 4)
    expect(board.snapshot().remainingMs).toBeNull()
    board.advance('save', 1)
    // 5 of 100 units in a second: 95 more take 19 seconds.
    expect(board.snapshot().remainingMs).toBe(19_000)
  })

  it('counts the units that a phase turned out to have', () => {
    let clock = 0
    const board = createProgressBoard<null>(JOB, phases, () => clock)
    board.plan('save', 30)
    board.advance('fit', 2)
    clock = 1000
    // 2 of 2 + 30 x 0.2 = 8: a quarter.
    expect(board.snapshot()).toMatchObject({ phases: [{}, { name: 'save', done: 0, total: 30 }], remainingMs: 3000 })
  })

  it('keeps what is being worked on until something else is, and ignores units of a phase it does not have', () => {
    const board = createProgressBoard<null>(JOB, phases)
    board.advance('fit', 1, 'Premier League')
    board.advance('fit', 1)
    expect(board.snapshot().current).toBe('Premier League')
    board.advance('none', 1, 'Serie A')
    board.plan('none', 3)
    expect(board.snapshot()).toMatchObject({ current: 'Serie A' })
    expect(board.snapshot().phases.map(({ name, done, total }) => [name, done, total])).toEqual([
      ['fit', 2, 2],
      ['save', 0, 10],
    ])
    board.reach('fit', { done: 1, total: 4 })
    expect(board.snapshot()).toMatchObject({ current: null, phases: [{ name: 'fit', done: 1, total: 4 }, {}] })
  })

  it('holds its result once it ended well, and no error', () => {
    const board = createProgressBoard<{ runs: number }>(JOB, phases)
    expect([board.ended, board.snapshot().result]).toEqual([false, null])
    board.end('succeeded', { result: { runs: 3 } })
    expect([board.ended, board.snapshot().result, board.snapshot().error]).toEqual([true, { runs: 3 }, null])
  })

  it.each([
    ['queued', false],
    ['running', false],
    ['succeeded', true],
    ['failed', true],
    ['interrupted', true],
    ['cancelled', true],
  ] as const)('that is %s has ended: %s', (status, ended) => {
    expect(isFinal(status)).toBe(ended)
  })

  it('ends a watch with the final state', async () => {
    const board = createProgressBoard<null>(JOB, phases)
    const watched = collect(watchBoard(board, null))
    setTimeout(() => board.advance('fit', 2), 20)
    setTimeout(() => board.end('failed', { error: { code: 'TOO_FEW_MATCHES', message: 'got 3' } }), 150)
    const events = await watched
    expect(events.at(-1)?.data).toMatchObject({ status: 'failed', error: { code: 'TOO_FEW_MATCHES' } })
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length)
  })

  it('sends at most ten events a second, however often it changes, and a heartbeat when it does not', async () => {
    vi.useFakeTimers()
    const board = createProgressBoard<null>(JOB, [{ name: 'save', total: 100_000, cost: 1 }])
    const changes = setInterval(() => board.advance('save', 1), 1)
    setTimeout(() => clearInterval(changes), 500)
    setTimeout(() => board.end('succeeded'), 1900)
    const watched = collect(watchBoard(board, null))
    await vi.advanceTimersByTimeAsync(2000)
    const told = (await watched).map(({ data }) => data.elapsedMs)
    // Two heartbeats in the silence, then the end.
    expect(told).toEqual([0, 100, 200, 300, 400, 500, 1100, 1700, 1900])
  })

  it('resumes after the event that was seen, and says nothing to one who saw the end', async () => {
    const board = createProgressBoard<null>(JOB, phases)
    board.advance('fit', 1)
    const first = (await watchBoard(board, null).next()).value as JobEvent<JobState<null>>
    board.advance('fit', 1)
    board.end('succeeded')
    const rest = await collect(watchBoard(board, first.id))
    expect(rest.map(({ data }) => data.status)).toEqual(['succeeded'])
    expect(await collect(watchBoard(board, rest[0]?.id ?? null))).toEqual([])
  })

  it.each(['8-3', '70-3', '7-x', '7-', ''])('shows its newest state to a watcher whose last event was "%s"', async (last) => {
    const board = createProgressBoard<null>(JOB, phases)
    board.end('succeeded')
    expect((await collect(watchBoard(board, last))).map(({ id }) => id)).toEqual(['7-2'])
  })

  it('takes phases that nobody planned as they come, and then gives no time left', () => {
    const board = createProgressBoard<null>(JOB, [])
    board.reach('backup', { done: 99, total: 99 })
    board.reach('copy matchup_friction', { done: 1000, total: 3403 }, 'matchup_friction')
    board.reach('copy matchup_friction', { done: 2000, total: 3403 }, 'matchup_friction')
    expect(board.snapshot()).toMatchObject({
      phases: [
        { name: 'backup', done: 99, total: 99 },
        { name: 'copy matchup_friction', done: 2000, total: 3403 },
      ],
      current: 'matchup_friction',
      remainingMs: null,
    })
  })

  it('stops when the watcher goes', async () => {
    const board = createProgressBoard<null>(JOB, phases)
    const gone = new AbortController()
    setTimeout(() => gone.abort(), 30)
    expect((await collect(watchBoard(board, null, gone.signal))).length).toBe(1)
  })
})
