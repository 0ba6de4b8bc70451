import { expect, test } from 'vitest'
import { suits } from './require-node.mjs'

test.each(['v20.19.0', 'v20.20.2', 'v22.12.0', 'v23.0.0', 'v24.21.0', 'v26.10.0'])('Node %s is accepted', (version) => {
  expect(suits(version)).toBe(true)
})

test.each(['v14.21.3', 'v18.20.0', 'v20.18.3', 'v21.7.0', 'v22.11.0'])('Node %s is refused', (version) => {
  expect(suits(version)).toBe(false)
})
