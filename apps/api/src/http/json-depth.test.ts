import { describe, expect, it } from 'vitest'
import { MAX_JSON_DEPTH, nestsDeeperThan } from './json-depth.ts'

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)

describe('the depth of a JSON text', () => {
  it('may reach the limit and not pass it', () => {
    expect(nestsDeeperThan('[[1]]', 2)).toBe(false)
    expect(nestsDeeperThan('[[1]]', 1)).toBe(true)
    expect(nestsDeeperThan('{"a":{"b":1}}', 2)).toBe(false)
    expect(nestsDeeperThan('{"a":{"b":1}}', 1)).toBe(true)
    expect(nestsDeeperThan('1', 0)).toBe(false)
    expect(nestsDeeperThan('[]', 0)).toBe(true)
  })

  it('is limited to 32 levels unless another limit is given', () => {
    expect(MAX_JSON_DEPTH).toBe(32)
    expect(nestsDeeperThan(nested(32))).toBe(false)
    expect(nestsDeeperThan(nested(33))).toBe(true)
  })

  it('counts objects and lists together', () => {
    expect(nestsDeeperThan('{"a":[{"b":[1]}]}', 4)).toBe(false)
    expect(nestsDeeperThan('{"a":[{"b":[1]}]}', 3)).toBe(true)
  })

  it('does not grow with what stands side by side', () => {
    expect(nestsDeeperThan('[[],[],[],{},{},{}]', 2)).toBe(false)
    expect(nestsDeeperThan('[{"a":1},{"b":2},[3]]', 1)).toBe(true)
  })

  it('does not count brackets in a string, and counts those after it', () => {
    expect(nestsDeeperThan('["[[{{",1]', 1)).toBe(false)
    expect(nestsDeeperThan('["]}",[[1]]]', 2)).toBe(true)
    expect(nestsDeeperThan('{"[":{"{":1}}', 2)).toBe(false)
  })

  it('does not end a string at an escaped quote', () => {
    // The text is "[[ with a quote before it: one level.
    expect(nestsDeeperThan('["\\"[["]', 1)).toBe(false)
    // The first string holds a quote: without the escape, the second list would seem to be text.
    expect(nestsDeeperThan('["\\"",[1]]', 1)).toBe(true)
  })

  it('ends a string at the quote after an escaped backslash', () => {
    expect(nestsDeeperThan('["\\\\",[1]]', 1)).toBe(true)
    expect(nestsDeeperThan('["\\\\","[["]', 1)).toBe(false)
  })

  it('takes a backslash outside a string for no escape', () => {
    expect(nestsDeeperThan('[\\[[', 2)).toBe(true)
  })
})
