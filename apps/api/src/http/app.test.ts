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

  it('takes a body of 256 KB, and not a byte more', async () => {
    // {"text":""} is 11 bytes.
    const sized = (bytes: number) => JSON.stringify({ text: 'x'.repeat(bytes - 11) })
    expect((await echo({ headers: json, body: sized(262_144) })).status).toBe(503)
    expect((await echo({ headers: json, body: sized(262_145) })).status).toBe(413)
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
    // The object and 31 lists.
    const deepest = `{"text":${'['.repeat(31)}${']'.repeat(31)}}`
    expect((await echo({ headers: json, body: deepest })).status).toBe(503)
    expect((await fetch(`${server.url}/trpc/team.byId?input=${encodeURIComponent(deepest)}`)).status).toBe(503)
    // Brackets inside a string are text.
    expect((await echo({ headers: json, body: JSON.stringify({ text: '['.repeat(100) }) })).status).toBe(503)
  })

  it('answers only under its own name and port', async () => {
    expect(await withHost(`127.0.0.1:${server.port}`)).toBe(200)
    expect(await withHost(`localhost:${server.port}`)).toBe(200)
    expect(await withHost(`[::1]:${server.port}`)).toBe(200)
    expect(await withHost(`LocalHost:${server.port}`)).toBe(200)
    expect(await withHost('127.0.0.1')).toBe(403)
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

  it('goes by where a browser says a request comes from, and by its origin where it does not say', async () => {
    const body = JSON.stringify({ text: 'x' })
    const status = async (headers: Record<string, string>) => (await echo({ headers: { ...json, ...headers }, body })).status
    expect(await status({ origin: server.url })).toBe(503)
    expect(await status({ origin: server.url.replace('http:', 'https:') })).toBe(403)
    expect(await status({ origin: 'null' })).toBe(403)
    expect(await status({ 'sec-fetch-site': 'none' })).toBe(503)
    expect(await status({ 'sec-fetch-site': 'cross-site', origin: server.url })).toBe(403)
    expect(await status({ 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' })).toBe(503)
    // A link on another site may open the page.
    expect((await fetch(`${server.url}/healthz`, { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(200)
  })

  it('reads JSON with a character set and in capitals, and no body without a type', async () => {
    const status = async (type: string | null) =>
      (await echo({ headers: type === null ? {} : { 'content-type': type }, body: new Blob(['{"text":"x"}']) })).status
    expect(await status('application/json; charset=utf-8')).toBe(503)
    expect(await status('Application/JSON ;charset=utf-8')).toBe(503)
    expect(await status('application/json-seq')).toBe(415)
    expect(await status(null)).toBe(415)
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

  it.each(['football-data', 'goalscorers'])(
    'takes a name of 1 to 120 letters, digits, blanks and ._()- for an upload to %s',
    async (kind) => {
      const upload = async (name: string, headers: Record<string, string> = {}) => {
        const own = { 'content-type': 'text/csv', 'x-mon-ps': 'upload', ...headers }
        return (await fetch(`${server.url}/upload/${kind}?name=${encodeURIComponent(name)}`, { method: 'POST', headers: own, body: 'x' }))
          .status
      }
      for (const name of ['a', 'x'.repeat(120), 'Süper Lig (2022-23)_1.csv']) expect([name, await upload(name)]).toEqual([name, 503])
      for (const name of ['', 'x'.repeat(121), 'a/b.csv', 'a\\b.csv', 'a\nb.csv', 'a<b>.csv'])
        expect([name, await upload(name)]).toEqual([name, 400])
      expect(await upload('a.csv', { 'content-type': 'Text/CSV; charset=utf-8' })).toBe(503)
      expect(await upload('a.csv', { 'content-type': 'text/csv-schema' })).toBe(415)
      expect(await upload('a.csv', { 'x-mon-ps': 'other' })).toBe(403)
    },
  )
})

describe('pages', () => {
  it('answers addresses of the page with index.html and a nonce that the policy names', async () => {
    const page = await fetch(`${server.url}/teams/10001`)
    expect(page.status).toBe(200)
    const nonce = /name="csp-nonce" content="([^"]+)"/.exec(await page.text())?.[1]
    expect(page.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`)
    expect(page.headers.get('x-content-type-options')).toBe('nosniff')
    // The next build's page is seen at once.
    expect(page.headers.get('cache-control')).toBe('no-cache')
  })

  it('lets a browser load and frame nothing from elsewhere, and tell nobody where it was', async () => {
    const { headers } = await fetch(`${server.url}/teams/10001`)
    const policy = (headers.get('content-security-policy') ?? '').replace(/'nonce-[^']+'/, 'NONCE').split(';')
    expect(policy.map((rule) => rule.trim()).filter(Boolean)).toEqual([
      "default-src 'self'",
      "script-src 'self'",
      "style-src 'self' NONCE",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
    ])
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(headers.get('permissions-policy')).toBe('camera=(), microphone=(), geolocation=(), payment=(), usb=()')
    expect(headers.get('strict-transport-security')).toBeNull()
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
    const idFor = async (id: string) =>
      (await fetch(`${server.url}/healthz`, { headers: { 'x-request-id': id } })).headers.get('x-request-id')
    expect(await idFor('m'.repeat(100))).toBe('m'.repeat(100))
    expect(await idFor('m'.repeat(101))).not.toContain('m'.repeat(100))
  })
})
