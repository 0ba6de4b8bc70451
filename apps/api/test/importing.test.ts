import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readStats } from '@mon-ps/db/repositories/stats'
import { findCompetition } from '@mon-ps/db/repositories/competitions'
import { currentSnapshot } from '@mon-ps/db/repositories/snapshots'
import { createJob, markInterruptedJobs, latestJob } from '@mon-ps/db/repositories/jobs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Listening } from '../src/http/listen.ts'
import { importResults } from '../src/work/import/import-results.ts'
import { buildOwedSnapshots } from '../src/jobs/pending-snapshot.ts'
import { fileOf, openTestApp, serveTestApp, type TestApp } from './test-app.ts'

const HEADER = 'Div,Date,HomeTeam,AwayTeam,FTHG,FTAG,FTR,B365H,B365D,B365A'
const E0 = [
  HEADER,
  'E0,13/08/22,Arsenal,Leicester,4,2,H,1.4,4.75,7.5',
  'E0,14/08/22,Chelsea,Tottenham,2,2,D,2.1,3.4,3.5',
  'E0,14/08/22,Málaga,Leicester,x,0,H,2,3,4',
  ',,,,,,,,,',
].join('\r\n')

let test: TestApp
let server: Listening
let source: Server
const served = new Map<string, string>()

beforeAll(async () => {
  source = createServer((request, response) => {
    const text = served.get(request.url ?? '')
    if (text === undefined) response.writeHead(404).end()
    else response.end(text)
  })
  await new Promise<void>((resolve) => source.listen(0, '127.0.0.1', resolve))
  test = await openTestApp({ footballDataUrl: `http://127.0.0.1:${(source.address() as AddressInfo).port}/mmz/` })
  server = await serveTestApp(test)
})

afterAll(async () => {
  source.close()
  await server.close(0)
  await test.close()
})

const importText = (name: string, text: string | Uint8Array) => importResults(test.app, [fileOf(name, text)])
const upload = (name: string, body: string | Uint8Array) =>
  fetch(`${server.url}/upload/football-data?name=${name}`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', 'x-mon-ps': 'upload' },
    body,
  })

describe('an import', () => {
  it('accounts for every row and points to the place of each one it rejects', async () => {
    const report = await importText('E0_2223.csv', E0)
    expect(report).toMatchObject({ filesRead: 1, rowsRead: 3, accepted: 2, rejected: 1, added: 2, changed: 0, unchanged: 0, quotes: 2 })
    expect(report.files[0]).toMatchObject({ division: 'E0', season: '2022-23', alreadyImported: false })
    expect(report.files[0]?.sha256).toBe(createHash('sha256').update(E0).digest('hex'))
    const rejected = report.issues.filter(({ severity }) => severity === 'rejected')
    expect(rejected).toEqual([expect.objectContaining({ file: 'E0_2223.csv', line: 4, column: 'FTHG', code: 'INVALID_GOALS', got: 'x' })])
    expect((await test.caller.league.list()).data).toEqual([
      expect.objectContaining({ code: 'E0', name: 'Premier League', matches: 2, stale: true, source: 'football-data' }),
    ])
    expect((await test.caller.import.list()).data[0]).toMatchObject({ runId: report.runId, files: ['E0_2223.csv'], added: 2, rejected: 1 })
  })

  it('adds nothing when the same bytes come again, and says so', async () => {
    const again = await importText('renamed_E0_2223.csv', E0)
    expect(again).toMatchObject({ runId: null, rowsRead: 3, accepted: 2, added: 0, changed: 0, unchanged: 2, quotes: 0 })
    expect(again.files[0]?.alreadyImported).toBe(true)
  })

  it('counts what a corrected file changes and leaves the rest alone', async () => {
    const corrected = await importText('E0_2223.csv', E0.replace('2,2,D', '2,1,H'))
    expect(corrected).toMatchObject({ added: 0, changed: 1, unchanged: 1 })
  })

  it('reads Latin-1 and a byte-order mark to the same names', async () => {
    const spain = (name: string) => `${HEADER}\nSP1,20/08/22,${name},Sevilla,1,0,H,2,3,4\n`
    await importText('SP1_2223.csv', Buffer.from(spain('Málaga'), 'latin1'))
    await importText('SP1_2324.csv', Buffer.from(`\ufeff${spain('Málaga').replace('/22', '/23')}`))
    const found = (await test.caller.team.search({ query: 'malaga' })).data
    expect(found).toEqual([expect.objectContaining({ name: 'Málaga', match: 'exact', leagueCode: 'SP1' })])
  })

  it.each([
    ['a file of another kind', 'other.csv', 'name,age\nAnn,3\n'],
    ['a binary', 'E0_2122.csv', 'PK\u0003\u0004\u0000'],
    ['a file that was cut off', 'E0_2122.csv', `${HEADER}\nE0,13/08/21,Arsenal,Leicester,4,2,H,1.4,4.75,7.5\nE0,14/08/21,Chel`],
    ['an unclosed quote', 'E0_2122.csv', `${HEADER}\nE0,13/08/21,"Arsenal,Leicester,4,2,H,1.4,4.75,7.5\n`],
    ['an empty file', 'E0_2122.csv', ''],
  ])('refuses %s in one sentence and writes nothing', async (_, name, text) => {
    const before = await readStats(test.app.database.db)
    await expect(importText(name, text)).rejects.toMatchObject({
      code: 'IMPORT_REJECTED',
      message: expect.stringMatching(new RegExp(`^${name}: .+\\.$`)),
    })
    const after = await readStats(test.app.database.db)
    expect(after).toEqual({ ...before, bytes: expect.any(Number) })
  })

  it('keeps the files before a refused one, with their snapshot', async () => {
    const france = `${HEADER}\nF1,20/08/22,Lyon,Nice,1,0,H,2,3,4\n`
    await expect(importResults(test.app, [fileOf('F1_2223.csv', france), fileOf('bad.csv', 'a,b\n1,2\n')])).rejects.toMatchObject({
      code: 'IMPORT_REJECTED',
    })
    const league = await findCompetition(test.app.database.db, 'F1')
    expect(await currentSnapshot(test.app.database.db, [league?.id ?? 0])).toMatchObject({ matches: 1 })
  })

  it('builds the snapshot that a killed import still owed', async () => {
    const league = await findCompetition(test.app.database.db, 'F1')
    const before = await currentSnapshot(test.app.database.db, [league?.id ?? 0])
    const france = `${HEADER}\nF1,20/08/22,Lyon,Nice,1,0,H,2,3,4\nF1,21/08/22,Lens,Nice,1,0,H,2,3,4\n`
    await importText('F1_2223.csv', france)
    const after = await currentSnapshot(test.app.database.db, [league?.id ?? 0])
    expect(after?.id).not.toBe(before?.id)
    await createJob(test.app.database.db, 'snapshot', { competitionIds: [league?.id] })
    await markInterruptedJobs(test.app.database.db)
    await buildOwedSnapshots(test.app.database)
    expect(await currentSnapshot(test.app.database.db, [league?.id ?? 0])).toEqual(after)
    expect(await latestJob(test.app.database.db, 'snapshot')).toMatchObject({ status: 'succeeded' })
  })
})

describe('the upload route', () => {
  it('answers with the report', async () => {
    const response = await upload('D1_2223.csv', `${HEADER}\nD1,20/08/22,Köln,Mainz,1,0,H,2,3,4\n`)
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ filesRead: 1, added: 1, files: [{ name: 'D1_2223.csv', division: 'D1' }] })
  })

  it('takes players, too, from us only', async () => {
    const send = (headers: Record<string, string>) =>
      fetch(`${server.url}/upload/goalscorers?name=players.csv`, {
        method: 'POST',
        headers: { 'content-type': 'text/csv', ...headers },
        body: 'Player,Team,Apps,Season\nAnn,Köln,3,2022-23\nBea,Nobody,3,2022-23\n',
      })
    expect((await send({})).status).toBe(403)
    const report: unknown = await (await send({ 'x-mon-ps': 'upload' })).json()
    expect(report).toMatchObject({ added: 1, rejected: 1, issues: [{ line: 3, code: 'UNKNOWN_TEAM', got: 'Nobody' }] })
  })

  it('builds the snapshot of two uploads of a league before a calculation rests on it', async () => {
    const season = (year: number) => `${HEADER}\nN1,20/08/${year},Ajax,Twente,1,0,H,2,3,4\nN1,21/08/${year},PSV,Ajax,1,0,H,2,3,4\n`
    expect((await upload('N1_2122.csv', season(21))).status).toBe(200)
    expect((await upload('N1_2223.csv', season(22))).status).toBe(200)
    const league = await findCompetition(test.app.database.db, 'N1')
    expect(await currentSnapshot(test.app.database.db, [league?.id ?? 0])).toBeNull()
    expect(await latestJob(test.app.database.db, 'snapshot')).toMatchObject({ status: 'queued' })
    const { jobId } = await test.caller.calculation.start({ leagues: ['N1'] })
    for await (const _ of test.app.calculations.watch({ jobId })) {
      // Until it has ended.
    }
    expect(await currentSnapshot(test.app.database.db, [league?.id ?? 0])).toMatchObject({ matches: 4 })
    expect(await latestJob(test.app.database.db, 'snapshot')).toMatchObject({ status: 'succeeded' })
  })

  it('builds what uploads owe when none follows', async () => {
    expect((await upload('P1_2122.csv', `${HEADER}\nP1,20/08/21,Porto,Braga,1,0,H,2,3,4\n`)).status).toBe(200)
    const league = await findCompetition(test.app.database.db, 'P1')
    await expect.poll(() => currentSnapshot(test.app.database.db, [league?.id ?? 0]), { timeout: 120_000 }).toMatchObject({ matches: 1 })
  })

  it('answers a refused file with one sentence', async () => {
    const response = await upload('x.csv', 'a,b\n1,2\n')
    expect(response.status).toBe(422)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(await response.json()).toMatchObject({ code: 'IMPORT_REJECTED', detail: expect.stringContaining('x.csv') })
  })

  it('takes files beyond the limit of other requests and refuses more than 20 MB', async () => {
    // Enough blank rows at the end, as the originals have them.
    const padded = `${HEADER}\nE1,20/08/22,Burnley,Luton,1,0,H,2,3,4\n${`${','.repeat(200)}\n`.repeat(2000)}`
    expect(padded.length).toBeGreaterThan(256 * 1024)
    expect((await upload('E1_2223.csv', padded)).status).toBe(200)
    const refused = await upload('huge.csv', Buffer.alloc(21 * 1024 * 1024, 65))
    expect(refused.status).toBe(413)
  })
})

describe('import.fetch', () => {
  it('fetches seasons by league and season code and imports them', async () => {
    served.set('/mmz/2223/I1.csv', `${HEADER}\nI1,20/08/22,Lazio,Roma,1,0,H,2,3,4\n`)
    served.set('/mmz/2122/I1.csv', `${HEADER}\nI1,20/08/21,Lazio,Roma,1,0,H,2,3,4\n`)
    const report = await test.caller.import.fetch({ leagues: ['I1'], seasons: ['2122', '2223'] })
    expect(report.files.map(({ name, season, added }) => [name, season, added])).toEqual([
      ['I1_2122.csv', '2021-22', 1],
      ['I1_2223.csv', '2022-23', 1],
    ])
  })

  it('says which season the source does not have', async () => {
    await expect(test.caller.import.fetch({ leagues: ['I1'], seasons: ['2021'] })).rejects.toMatchObject({
      code: 'BAD_GATEWAY',
      cause: { code: 'SOURCE_UNAVAILABLE' },
    })
  })
})
