import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { httpApp } from './app.ts'
import { type Listening, listen } from './listen.ts'

let server: Listening
let dist: string

beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'mon-ps-web-'))
  await mkdir(join(dist, 'assets'))
  await writeFile(join(dist, 'index.html'), '<!doctype html><html><head><title>Mon PS</title></head></html>')
  await writeFile(join(dist, 'assets', 'app-1a2b.js'), 'export {}')
  // No database yet: what the guards let through is answered with STARTING.
  server = await listen(httpApp({ app: () => null, ready: () => false, log: pino({ level: 'silent' }), webDist: dist }), 0)
})

afterAll(async () => {
  await server.close(0)
  await rm(dist, { recursive: true })
})

const json = { 'content-type': 'application/json' }
const echo = (init: RequestInit) => fetch(`${server.url}/trpc/health.echo`, { method: 'POST', ...init })
const codeOf = async (response: Response) => ((await response.json()) as { error: { data: { code: string } } }).error.data.code

/** `fetch` does not let a caller choose Host. */
function withHost(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: server.port, path: '/healthz', headers: { host } }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    sent.on('error', reject)
    sent.end()
  })
}

describe('before the database is open', () => {
  it('is alive, not ready, and says so to a procedure', async () => {
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503)
    const response = await fetch(`${server.url}/trpc/health.ping`)
    expect(response.status).toBe(503)
    expect(await codeOf(response)).toBe('STARTING')
    const rest = await fetch(`${server.url}/api/v1/quantum-v3/teams`)
    expect(rest.status).toBe(503)
    expect(rest.headers.get('content-type')).toBe('application/problem+json')
    expect(await rest.json()).toMatchObject({
      code: 'STARTING',
      status: 503,
      title: 'Starting',
      requestId: rest.headers.get('x-request-id'),
    })
  })
})

describe('guards', () => {
  it('refuses a body over 256 KB, with or without its length in the header', async () => {
    const body = JSON.stringify({ text: 'x'.repeat(256 * 1024) })
    const known = await echo({ headers: json, body })
    expect(known.status).toBe(413)
    expect(await codeOf(known)).toBe('BODY_TOO_LARGE')
    const stream = new Blob([body]).stream()
    const chunked = await echo({ headers: json, body: stream, duplex: 'half' } as RequestInit)
    expect(chunked.status).toBe(413)
  })

  it('refuses more than twenty calls in one request', async () => {
    const calls = (count: number) => fetch(`${server.url}/trpc/${Array(count).fill('health.ping').join(',')}?batch=1&input={}`)
    const refused = await calls(21)
    expect(refused.status).toBe(400)
    expect(await codeOf(refused)).toBe('BATCH_TOO_LARGE')
    expect((await calls(20)).status).toBe(503)
  })

  it('refuses JSON deeper than 32 levels in a body and in an address', async () => {
    const deep = `{"text":${'['.repeat(32)}${']'.repeat(32)}}`
    const body = await echo({ headers: json, body: deep })
    expect(body.status).toBe(400)
    expect(await codeOf(body)).toBe('JSON_TOO_DEEP')
    const address = await fetch(`${server.url}/trpc/team.byId?input=${encodeURIComponent(deep)}`)
    expect(await codeOf(address)).toBe('JSON_TOO_DEEP')
    const rest = await fetch(`${server.url}/api/v1/quantum-v3/calculate`, { method: 'POST', headers: json, body: deep })
    expect(((await rest.json()) as { code: string }).code).toBe('JSON_TOO_DEEP')
    // Brackets inside a string are text.
    expect((await echo({ headers: json, body: JSON.stringify({ text: '['.repeat(100) }) })).status).toBe(503)
  })

  it('answers only under its own name and port', async () => {
    expect(await withHost(`127.0.0.1:${server.port}`)).toBe(200)
    expect(await withHost(`localhost:${server.port}`)).toBe(200)
    expect(await withHost(`[::1]:${server.port}`)).toBe(200)
    expect(await withHost('evil.example')).toBe(403)
    expect(await withHost(`evil.example:${server.port}`)).toBe(403)
    expect(await withHost(`127.0.0.1:${server.port + 1}`)).toBe(403)
    expect(await withHost(`127.0.0.1.evil.example:${server.port}`)).toBe(403)
  })

  it('refuses what a page of another site can send', async () => {
    const body = JSON.stringify({ text: 'x' })
    const byOrigin = await echo({ headers: { ...json, origin: 'https://evil.example' }, body })
    expect(byOrigin.status).toBe(403)
    expect(await codeOf(byOrigin)).toBe('CROSS_SITE')
    expect((await echo({ headers: { ...json, 'sec-fetch-site': 'cross-site' }, body })).status).toBe(403)
    expect((await echo({ headers: { ...json, 'sec-fetch-site': 'same-site' }, body })).status).toBe(403)
    // What our own page and a program send goes on to the procedure.
    expect((await echo({ headers: { ...json, 'sec-fetch-site': 'same-origin', origin: server.url }, body })).status).toBe(503)
    expect((await echo({ headers: json, body })).status).toBe(503)
  })

  it('refuses forms: only application/json is read', async () => {
    for (const type of ['multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', 'text/plain', 'application/octet-stream']) {
      const response = await echo({ headers: { 'content-type': type }, body: 'x' })
      expect([type, response.status]).toEqual([type, 415])
      const rest = await fetch(`${server.url}/api/v1/quantum-v3/calculate`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: 'x',
      })
      expect([type, rest.status]).toEqual([type, 415])
    }
  })

  it('refuses an upload without its header, of another type, or with a path for a name', async () => {
    const upload = (name: string, headers: Record<string, string>) =>
      fetch(`${server.url}/upload/football-data?name=${encodeURIComponent(name)}`, { method: 'POST', headers, body: 'x' })
    expect((await upload('E0_2223.csv', { 'content-type': 'text/csv' })).status).toBe(403)
    expect((await upload('E0_2223.csv', { 'content-type': 'multipart/form-data', 'x-mon-ps': 'upload' })).status).toBe(415)
    expect((await upload('../../etc/passwd', { 'content-type': 'text/csv', 'x-mon-ps': 'upload' })).status).toBe(400)
    expect((await upload('E0_2223.csv', { 'content-type': 'text/csv', 'x-mon-ps': 'upload' })).status).toBe(503)
  })
})

describe('pages', () => {
  it('answers addresses of the page with index.html and a nonce that the policy names', async () => {
    const page = await fetch(`${server.url}/teams/10001`)
    expect(page.status).toBe(200)
    const nonce = /name="csp-nonce" content="([^"]+)"/.exec(await page.text())?.[1]
    expect(page.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`)
    expect(page.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('lets assets be kept for ever, and a missing one is 404 and never the page', async () => {
    const asset = await fetch(`${server.url}/assets/app-1a2b.js`)
    expect(asset.headers.get('cache-control')).toContain('immutable')
    expect((await fetch(`${server.url}/assets/none.js`)).status).toBe(404)
    expect((await fetch(`${server.url}/api/nope`)).status).toBe(404)
    expect((await fetch(`${server.url}/trpc/nope.nope`)).headers.get('content-type')).toContain('json')
  })

  it('says what to do when the page has not been built', async () => {
    const bare = await listen(
      httpApp({ app: () => null, ready: () => false, log: pino({ level: 'silent' }), webDist: join(dist, 'none') }),
      0,
    )
    const page = await fetch(bare.url)
    expect(page.status).toBe(503)
    expect(await page.text()).toContain('npm start')
    await bare.close(0)
  })

  it('gives every answer a request id, or keeps the one that came', async () => {
    expect((await fetch(`${server.url}/healthz`)).headers.get('x-request-id')).toMatch(/^[\w-]{10,}$/)
    const kept = await fetch(`${server.url}/healthz`, { headers: { 'x-request-id': 'mine-1' } })
    expect(kept.headers.get('x-request-id')).toBe('mine-1')
  })
})
