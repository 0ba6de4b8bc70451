import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { addressIn, endServersAfterEach, latest, matchesIn, newFolder, query, start, until } from './server-process.ts'

endServersAfterEach()

describe('a server process', () => {
  it('starts with the demo calculated, refuses a second one on its folder, and stops cleanly', async () => {
    const folder = await newFolder()
    const first = start(folder)
    const url = await addressIn(first)
    expect((await fetch(`${url}/readyz`)).status, 'ready only when there is something to look at').toBe(503)
    await until('ready', async () => (await fetch(`${url}/readyz`)).status === 200)
    expect((await latest(url))?.status).toBe('succeeded')
    const teams = (await query(url, 'team.list?input={}')) as { data: { source: string }[] }
    expect(teams.data).toHaveLength(36)
    expect(teams.data.every(({ source }) => source === 'demo')).toBe(true)
    expect(JSON.parse(await readFile(join(folder, 'lock.json'), 'utf8'))).toMatchObject({ pid: first.child.pid, url })

    const second = start(folder)
    expect(await second.exited).toBe(6)
    expect(second.output()).toContain(String(first.child.pid))
    expect(second.output()).toContain(url)

    expect((await fetch(`${url}/readyz`)).status, 'the first one goes on').toBe(200)

    // 0 is a stop of its own accord; whoever has to be killed says something else.
    first.child.kill('SIGTERM')
    expect(await first.exited).toBe(0)
    expect(existsSync(join(folder, 'lock.json'))).toBe(false)

    const restarted = start(folder, { MON_PS_LOGLEVEL: 'info' })
    const secondUrl = await addressIn(restarted)
    expect(restarted.output(), 'a setting that it does not know').toContain('did you mean MON_PS_LOG_LEVEL')
    expect(await matchesIn(secondUrl)).toBe(3672)
    expect(restarted.output()).not.toContain('invented leagues')
  })
})
