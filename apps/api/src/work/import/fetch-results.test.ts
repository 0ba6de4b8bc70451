import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { fetchSeason } from './fetch-results.ts'
import { readBytes } from './read-csv.ts'

let server: Server | undefined

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener)
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/mmz4281/`
}

afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

const season = { league: 'E0', season: '2223' }

describe('fetchSeason', () => {
  it('asks for a season where the source keeps it and names the file after both codes', async () => {
    const asked: string[] = []
    const base = await serve((request, response) => {
      asked.push(request.url ?? '')
      response.end('Div,Date\n')
    })
    const file = await fetchSeason(season, base)
    expect(asked).toEqual(['/mmz4281/2223/E0.csv'])
    expect(file.name).toBe('E0_2223.csv')
    expect(Buffer.from(await readBytes(file)).toString()).toBe('Div,Date\n')
  })

  it('follows a redirect within the list and refuses one off it, without asking there', async () => {
    let elsewhere = 0
    const other = createServer((_, response) => {
      elsewhere++
      response.end('Div\n')
    })
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const base = await serve((request, response) => {
      if (request.url === '/mmz4281/2223/E0.csv') response.writeHead(302, { location: '/moved/E0.csv' }).end()
      else if (request.url === '/moved/E0.csv') response.end('Div\n')
      else response.writeHead(302, { location: `http://127.0.0.1:${(other.address() as AddressInfo).port}/E0.csv` }).end()
    })
    expect((await fetchSeason(season, base)).name).toBe('E0_2223.csv')
    await expect(fetchSeason({ league: 'E0', season: '2122' }, base)).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
      message: expect.stringContaining('not on the list'),
    })
    expect(elsewhere).toBe(0)
    other.close()
  })

  it('gives up on a redirect that never ends, on an error and on too many bytes', async () => {
    const base = await serve((request, response) => {
      if (request.url?.includes('/2223/')) response.writeHead(302, { location: request.url }).end()
      else if (request.url?.includes('/2122/')) response.writeHead(404).end('none')
      else {
        const megabyte = Buffer.alloc(1024 * 1024, 65)
        const send = () => {
          if (!response.destroyed && response.write(megabyte)) setImmediate(send)
        }
        response.on('drain', send)
        send()
      }
    })
    const failing = (code: string) => fetchSeason({ league: 'E0', season: code }, base)
    await expect(failing('2223')).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
      message: expect.stringContaining('redirects more than'),
    })
    await expect(failing('2122')).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE', message: expect.stringContaining('answered 404') })
    await expect(failing('2021')).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE', message: expect.stringContaining('more than') })
  })

  it('says that there is no connection when nobody listens', async () => {
    await expect(fetchSeason(season, 'http://127.0.0.1:1/')).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
      message: expect.stringContaining('no connection'),
    })
  })
})
