import { pageInput } from '@mon-ps/contract/answer'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { encodeCursor, pageRequest } from './cursor.ts'

const pack = (content: unknown) => Buffer.from(JSON.stringify(content)).toString('base64url')

describe('the page that is asked for', () => {
  it('is the first one without a cursor', () => {
    expect(pageRequest({ limit: 5, sort: 'roi' }, ['name'])).toEqual({ limit: 5, order: 'desc', after: null })
  })

  it('begins with the small values where the sort says so, unless an order is asked for', () => {
    expect(pageRequest({ limit: 5, sort: 'name' }, ['name']).order).toBe('asc')
    expect(pageRequest({ limit: 5, sort: 'name', order: 'desc' }, ['name']).order).toBe('desc')
    expect(pageRequest({ limit: 5, sort: 'roi', order: 'asc' }, ['name']).order).toBe('asc')
  })

  it.each([0.25, 0, -3, 'Arsenal', '', 'Beşiktaş', null])('goes on after a row with the value %j', (value) => {
    const cursor = encodeCursor({ value, id: 7 }, 'roi', 'desc') ?? undefined
    expect(pageRequest({ limit: 5, sort: 'roi', cursor }, [])).toEqual({ limit: 5, order: 'desc', after: { value, id: 7 } })
  })

  it('goes on in the default order of its sort', () => {
    const cursor = encodeCursor({ value: 'Arsenal', id: 7 }, 'name', 'asc') ?? undefined
    expect(pageRequest({ limit: 5, sort: 'name', cursor }, ['name']).after).toEqual({ value: 'Arsenal', id: 7 })
  })

  it('is refused for a cursor of another sort or of another order', () => {
    const cursor = pack(['roi', 'desc', 0.25, 7])
    const message = (wanted: string) => `got a cursor of a list sorted by roi desc, expected one of ${wanted}`
    const refused = (wanted: string) => expect.objectContaining({ code: 'INVALID_CURSOR', message: message(wanted) })
    expect(() => pageRequest({ limit: 5, sort: 'name', order: 'desc', cursor }, [])).toThrow(refused('name desc'))
    expect(() => pageRequest({ limit: 5, sort: 'roi', order: 'asc', cursor }, [])).toThrow(refused('roi asc'))
  })

  it.each([
    ['no text at all', ''],
    ['no JSON', Buffer.from('none').toString('base64url')],
    ['no list', pack({ sort: 'roi' })],
    ['a list that is too short', pack(['roi', 'desc', 0.25])],
    ['a list that is too long', pack(['roi', 'desc', 0.25, 7, 8])],
    ['an unknown order', pack(['roi', 'up', 0.25, 7])],
    ['a value of another kind', pack(['roi', 'desc', true, 7])],
    ['an id that is text', pack(['roi', 'desc', 0.25, '7'])],
    ['an id that is not whole', pack(['roi', 'desc', 0.25, 7.5])],
  ])('is refused for a cursor that holds %s', (_, cursor) => {
    const refused = expect.objectContaining({
      code: 'INVALID_CURSOR',
      message: 'got a cursor that no page gave; ask for the first page without one',
    })
    expect(() => pageRequest({ limit: 5, sort: 'roi', cursor }, [])).toThrow(refused)
  })
})

describe('the cursor of the next page', () => {
  it('is absent on the last page', () => {
    expect(encodeCursor(null, 'roi', 'desc')).toBeNull()
  })

  it('can stand in an address as it is', () => {
    const cursor = encodeCursor({ value: '>>>???ÿÿÿ', id: 7 }, 'name', 'asc')
    expect(cursor).toBe(pack(['name', 'asc', '>>>???ÿÿÿ', 7]))
    expect(cursor).toBe(encodeURIComponent(cursor ?? ''))
  })
})

describe('what every list takes', () => {
  const input = z.object(pageInput)

  it('is fifty published rows when nothing is asked for', () => {
    expect(input.parse({})).toEqual({ limit: 50, origin: 'published' })
  })

  it.each([1, 200])('takes a page of %d rows', (limit) => {
    expect(input.parse({ limit }).limit).toBe(limit)
  })

  it.each([0, 201, -1, 2.5, '5', null])('refuses a page of %j rows', (limit) => {
    expect(input.safeParse({ limit }).success).toBe(false)
  })

  it('takes a cursor of up to 500 characters', () => {
    expect(input.safeParse({ cursor: 'x'.repeat(500) }).success).toBe(true)
    expect(input.safeParse({ cursor: 'x'.repeat(501) }).success).toBe(false)
  })

  it('takes the two orders and the three origins, and no others', () => {
    for (const order of ['asc', 'desc']) expect(input.safeParse({ order }).success).toBe(true)
    for (const origin of ['published', 'calculated', 'migrated']) expect(input.safeParse({ origin }).success).toBe(true)
    expect(input.safeParse({ order: 'up' }).success).toBe(false)
    expect(input.safeParse({ origin: 'manual' }).success).toBe(false)
  })
})
