import { describe, expect, it } from 'vitest'
import { iterate } from '../src/iterate.ts'

/** A keyset list over the numbers 1…7, as the API's lists page. */
function numbers(asked: (string | undefined)[]) {
  return {
    query: async ({ cursor, limit }: { cursor?: string | undefined; limit: number }) => {
      asked.push(cursor)
      const after = Number(cursor ?? 0)
      const data = [1, 2, 3, 4, 5, 6, 7].filter((value) => value > after).slice(0, limit)
      const last = data.at(-1) ?? 7
      return { data, page: { nextCursor: last < 7 ? String(last) : null } }
    },
  }
}

describe('iterate', () => {
  it('yields every row once, page after page', async () => {
    const asked: (string | undefined)[] = []
    const rows: number[] = []
    for await (const row of iterate(numbers(asked), { limit: 3 })) rows.push(row)
    expect(rows).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(asked).toEqual([undefined, '3', '6'])
  })

  it('fetches no further page once its reader has seen enough', async () => {
    const asked: (string | undefined)[] = []
    for await (const row of iterate(numbers(asked), { limit: 3 })) if (row === 2) break
    expect(asked).toEqual([undefined])
  })

  it('starts where the given cursor points', async () => {
    const rows: number[] = []
    for await (const row of iterate(numbers([]), { limit: 5, cursor: '4' })) rows.push(row)
    expect(rows).toEqual([5, 6, 7])
  })
})
