import { describe, expect, it } from 'vitest'
import { endServersAfterEach, newFolder, start } from './server-process.ts'

endServersAfterEach()

describe('a server process', () => {
  it('says which setting cannot be used', async () => {
    const wrong = start(await newFolder(), { PORT: 'many' })
    expect(await wrong.exited).toBe(3)
    expect(wrong.output()).toContain('PORT')
  })
})
