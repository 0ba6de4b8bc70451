import { createServer, type Server, type ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { FetchEventSource, type ServerSentEvent } from '../src/fetch-event-source.ts'

let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

type Answer = (response: ServerResponse, lastEventId: string | undefined) => void

async function listen(answer: Answer): Promise<string> {
  const started = createServer((request, response) => answer(response, request.headers['last-event-id']?.toString()))
  server = started
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve))
  const address = started.address()
  if (typeof address !== 'object' || address === null) throw new Error('the test server has no port')
  return `http://127.0.0.1:${address.port}`
}

function eventsOf(source: FetchEventSource, type: string, count: number): Promise<ServerSentEvent[]> {
  const seen: ServerSentEvent[] = []
  return new Promise((resolve) =>
    source.addEventListener(type, (event) => {
      seen.push(event)
      if (seen.length === count) resolve(seen)
    }),
  )
}

const STREAM = { 'content-type': 'text/event-stream' }

describe('FetchEventSource', () => {
  it('puts together an event that arrives in pieces, with lines of either ending', async () => {
    const url = await listen((response) => {
      response.writeHead(200, STREAM)
      response.write('id: 1\nda')
      setTimeout(() => response.write('ta: {"goals":2}\r\n\r\nevent: ping\ndata: \n\n'), 20)
    })
    const source = new FetchEventSource(url, { fetch, headers: {} })
    const [[message], [ping]] = await Promise.all([eventsOf(source, 'message', 1), eventsOf(source, 'ping', 1)])
    source.close()
    expect(message).toMatchObject({ data: '{"goals":2}', lastEventId: '1' })
    expect(ping).toMatchObject({ type: 'ping', data: '' })
  })

  it('splits events whose line ending falls between two pieces', async () => {
    const url = await listen((response) => {
      response.writeHead(200, STREAM)
      response.write('data: 1\r')
      setTimeout(() => response.write('\n\r\ndata: 2\r\n\r\n'), 20)
    })
    const source = new FetchEventSource(url, { fetch, headers: {} })
    const messages = await eventsOf(source, 'message', 2)
    source.close()
    expect(messages.map((event) => event.data)).toEqual(['1', '2'])
  })

  it('asks again after a broken connection and says which event it saw last', async () => {
    const asked: (string | undefined)[] = []
    const url = await listen((response, lastEventId) => {
      asked.push(lastEventId)
      response.writeHead(200, STREAM)
      if (asked.length === 1) response.end('retry: 10\nid: 7\ndata: first\n\n')
      else response.write('id: 8\ndata: second\n\n')
    })
    const source = new FetchEventSource(url, { fetch, headers: {} })
    const messages = await eventsOf(source, 'message', 2)
    source.close()
    expect(messages.map((event) => event.data)).toEqual(['first', 'second'])
    expect(asked).toEqual([undefined, '7'])
  })

  it('does not ask again after a refusal, and hands on the error that the API sent', async () => {
    let requests = 0
    const url = await listen((response) => {
      requests += 1
      response.writeHead(404, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ error: { message: 'no such calculation', code: -32004 } }))
    })
    const source = new FetchEventSource(url, { fetch, headers: {} })
    const [event] = await eventsOf(source, 'error', 1)
    expect(event?.error).toEqual({ message: 'no such calculation', code: -32004 })
    expect(source.readyState).toBe(source.CLOSED)
    expect(requests).toBe(1)
  })
})
