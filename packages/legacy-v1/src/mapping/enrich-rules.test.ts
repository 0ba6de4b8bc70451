import { describe, expect, it } from 'vitest'
import { ENRICHED_COLUMNS, averageEdges, averageSeasons, averageOrders } from './enrich-rules.ts'
import { TABLE_MAPPINGS } from './table-mappings.ts'

const figure = (value: number | null, interval: readonly [number, number] | null = null, n: number | null = 10) => ({ value, n, interval })

describe('columns that enrichment may fill', () => {
  it('are exactly those that the move leaves to others: none with a V1 source, and no key', () => {
    const free = TABLE_MAPPINGS.flatMap(({ v3, columns }) =>
      columns
        .filter(({ rule, target }) => (rule === 'none@1' || rule === 'clv-from-picks@1') && target !== 'season')
        .map(({ target }) => `${v3}.${target}`),
    )
    expect(ENRICHED_COLUMNS.map(({ table, column }) => `${table}.${column}`)).toEqual(free)
  })
})

describe('a pair without a home side', () => {
  it('has the mean of both orders, from the fewer matches, with ends that do not pretend independence', () => {
    expect(averageOrders(figure(40, [30, 50], 12), figure(60, [40, 80], 9))).toEqual({ value: 50, n: 9, interval: [35, 65] })
    expect(averageOrders(figure(40), figure(60, [40, 80]))?.interval).toBeNull()
    expect(averageOrders(figure(40), figure(null))).toBeNull()
  })

  it('has an edge that changes its sign with the order, and none where both hosts have the same', () => {
    const there = figure(0.5, [0.1, 0.9])
    const back = figure(-0.3, [-0.8, 0.2])
    expect(averageEdges(there, back)).toMatchObject({ value: 0.4 })
    expect(averageEdges(back, there)).toMatchObject({ value: -0.4 })
    expect(averageEdges(there, back)?.interval?.map((end) => Number(end.toFixed(3)))).toEqual([-0.05, 0.85])
    expect(averageEdges(figure(0.5), figure(0.5))?.value).toBe(0)
  })

  it('has of its earlier seasons those that both orders have', () => {
    const history = (scores: Readonly<Record<string, number | null>>) => ({
      seasons: Object.entries(scores).map(([season, value]) => ({ season, score: figure(value) })),
      reason: null,
    })
    expect(averageSeasons(history({ '2020-21': 40, '2021-22': 50 }), history({ '2021-22': 60, '2022-23': 10 }))).toEqual({
      seasons: [{ season: '2021-22', score: { value: 55, n: 10, interval: null } }],
      reason: null,
    })
    for (const nothing of [null, {}, { seasons: null, reason: 'never_together' }, { seasons: [1] }, history({ '2021-22': null })])
      expect(averageSeasons(history({ '2021-22': 60 }), nothing)).toBeNull()
  })
})
