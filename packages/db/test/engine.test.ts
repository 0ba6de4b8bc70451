import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { lockFolder, readLock } from '../src/engine/folder-lock.ts'
import { asDbError, DbError } from '../src/errors.ts'
import { openDatabase } from '../src/client.ts'

const root = mkdtempSync(join(tmpdir(), 'mon-ps-engine-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** Short for a statement that never ends, long for any other on a busy machine. */
const LIMIT_MS = 3000

let folders = 0
function newFolder(): string {
  const folder = join(root, String(folders++))
  mkdirSync(folder)
  return folder
}

const LOCK_MODULE = new URL('../src/engine/folder-lock.ts', import.meta.url).href
const PACKAGE = fileURLToPath(new URL('..', import.meta.url))

/** Runs a script in a process of its own; answers its first line, and how to end it. */
function inAnotherProcess(script: string): Promise<{ line: string; end: () => Promise<void> }> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { cwd: PACKAGE })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const end = () => {
    child.kill('SIGKILL')
    return ended
  }
  return new Promise((resolve, reject) => {
    let output = ''
    let complaint = ''
    child.stderr.on('data', (data) => {
      complaint += data
    })
    child.stdout.on('data', (data) => {
      output += data
      if (output.includes('\n')) resolve({ line: output.slice(0, output.indexOf('\n')), end })
    })
    child.once('exit', () => reject(new Error(`ended without a word: ${complaint}`)))
  })
}

const holder = (folder: string, url: string | null) => `
  const { lockFolder } = await import(${JSON.stringify(LOCK_MODULE)})
  try { await lockFolder(${JSON.stringify(folder)}, ${JSON.stringify(url)}); console.log('held ' + process.pid) }
  catch (error) { console.log(error.code) }
  setInterval(() => {}, 1000)`

describe('the lock of a data folder', () => {
  it('is not taken away by a process that lost it to another', async () => {
    const folder = newFolder()
    const lock = await lockFolder(folder)
    const path = join(folder, 'lock.json')
    const others = JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), nonce: 'of-another-process' })
    writeFileSync(path, others)
    lock.release()
    expect(readFileSync(path, 'utf8')).toBe(others)
    expect(() => lock.setUrl('http://127.0.0.1:4000')).toThrow('no longer')
    expect(readFileSync(path, 'utf8')).toBe(others)
  })

  it('refuses a second process, naming the first one and its address', async () => {
    const folder = newFolder()
    const first = await inAnotherProcess(holder(folder, 'http://127.0.0.1:3000'))
    const pid = Number(first.line.split(' ')[1])
    const refusal = await openDatabase({ dataDir: folder }).catch((error: unknown) => error)
    expect(refusal).toMatchObject({
      code: 'DATA_FOLDER_LOCKED',
      message: expect.stringContaining(`process ${pid}, which serves http://127.0.0.1:3000`),
    })
    expect(readLock(folder)).toMatchObject({ pid, url: 'http://127.0.0.1:3000' })
    await first.end()
  })

  it('is taken over from a process that was killed, by exactly one of those who want it', async () => {
    const folder = newFolder()
    const killed = await inAnotherProcess(holder(folder, null))
    await killed.end()
    expect(readLock(folder)).toBeNull()
    const rivals = await Promise.all(Array.from({ length: 5 }, () => inAnotherProcess(holder(folder, null))))
    expect(rivals.map(({ line }) => line.split(' ')[0]).sort()).toEqual([
      'DATA_FOLDER_LOCKED',
      'DATA_FOLDER_LOCKED',
      'DATA_FOLDER_LOCKED',
      'DATA_FOLDER_LOCKED',
      'held',
    ])
    const winner = rivals.find(({ line }) => line.startsWith('held'))
    expect(readLock(folder)?.pid).toBe(Number(winner?.line.split(' ')[1]))
    expect(readdirSync(folder)).toEqual(['lock.json'])
    await Promise.all(rivals.map(({ end }) => end()))
  })

  it('is taken over, too, when the one who was taking it over was killed in the middle', async () => {
    const folder = newFolder()
    const dead = (nonce: string) => JSON.stringify({ pid: 2 ** 22 + 1, startedAt: null, url: null, host: hostname(), nonce })
    writeFileSync(join(folder, 'lock.json'), dead('first'))
    writeFileSync(join(folder, 'lock.json.claim-first'), dead('second'))
    const lock = await lockFolder(folder)
    expect(readLock(folder)?.pid).toBe(process.pid)
    lock.release()
    expect(readdirSync(folder)).toEqual([])
  })

  it.runIf(existsSync('/proc/self/stat'))('is not held by another process that was given the same pid', async () => {
    const folder = newFolder()
    const reused = { pid: process.pid, startedAt: 'another boot/1', url: null, host: hostname(), nonce: 'old' }
    writeFileSync(join(folder, 'lock.json'), JSON.stringify(reused))
    expect(readLock(folder)).toBeNull()
    const lock = await lockFolder(folder)
    lock.release()
  })

  it('is never taken from another machine, whatever its age, nor when it cannot be read', async () => {
    const folder = newFolder()
    const elsewhere = { pid: 2 ** 22 + 1, startedAt: null, url: null, host: 'another-host', nonce: 'x' }
    writeFileSync(join(folder, 'lock.json'), JSON.stringify(elsewhere))
    await expect(lockFolder(folder)).rejects.toMatchObject({ code: 'DATA_FOLDER_LOCKED', message: expect.stringContaining('another-host') })
    writeFileSync(join(folder, 'lock.json'), 'not json')
    await expect(lockFolder(folder)).rejects.toMatchObject({
      code: 'DATA_FOLDER_LOCKED',
      message: expect.stringContaining('not a lock of ours'),
    })
  })

  it('tells the address that is set later, and goes when the holder closes', async () => {
    const folder = newFolder()
    const lock = await lockFolder(folder)
    lock.setUrl('http://127.0.0.1:4000')
    expect(readLock(folder)?.url).toBe('http://127.0.0.1:4000')
    lock.release()
    expect(readLock(folder)).toBeNull()
  })
})

describe('the embedded database', () => {
  it('makes its folder with its parents, for its owner only, and keeps what was written', async () => {
    const dataDir = join(newFolder(), 'deep', 'er')
    const database = await openDatabase({ dataDir })
    expect(statSync(dataDir).mode & 0o777).toBe(0o700)
    await database.sql`create table kept (at timestamptz)`
    await database.sql`insert into kept values ('2023-05-28 17:30:00.5+02')`
    await database.close()
    expect(readdirSync(dataDir)).toEqual(['postgres'])
    const again = await openDatabase({ dataDir })
    expect(await again.sql`select at from kept`).toEqual([{ at: '2023-05-28T15:30:00.5Z' }])
    expect(await again.sql`show max_wal_size`).toEqual([{ max_wal_size: '64MB' }])
    await again.close()
  })

  it('ends a statement that never ends, says so, and goes on with all that was committed', async () => {
    const database = await openDatabase({ dataDir: newFolder(), statementLimitMs: LIMIT_MS })
    await database.sql`create table kept as select 1 as one`
    const endless = database.sql`select count(*) from generate_series(1, 1000000000000)`
    const waiting = database.sql`select 1`
    const errors = await Promise.all([endless, waiting].map((query) => query.then(() => null, asDbError)))
    expect(errors.map((error) => [error?.code, error?.retryable])).toEqual([
      ['ENGINE_RESTARTED', true],
      ['ENGINE_RESTARTED', true],
    ])
    expect(await database.sql`select * from kept`).toEqual([{ one: 1 }])
    await database.close()
  })

  it('rolls back the transaction in which the engine was lost', async () => {
    const database = await openDatabase({ dataDir: newFolder(), statementLimitMs: LIMIT_MS })
    await database.sql`create table kept (n int)`
    const lost = database.db.transaction(async (tx) => {
      await tx.execute('insert into kept values (1)')
      await tx.execute('select count(*) from generate_series(1, 1000000000000)')
    })
    expect(asDbError(await lost.catch((error: unknown) => error)).code).toBe('ENGINE_RESTARTED')
    expect(await database.sql`select * from kept`).toEqual([])
    await database.close()
  })

  it('answers again after a loss that the work told in words of its own', async () => {
    const database = await openDatabase({ dataDir: newFolder(), statementLimitMs: LIMIT_MS })
    const lost = database.db.transaction(async (tx) => {
      try {
        await tx.execute('select count(*) from generate_series(1, 1000000000000)')
      } catch (error) {
        throw new DbError('MIGRATION_FAILED', 'told otherwise', {}, error)
      }
    })
    await expect(lost).rejects.toMatchObject({ message: 'told otherwise' })
    for (const text of ['a', 'b']) expect(await database.sql`select ${text}::text as text`).toEqual([{ text }])
    await database.close()
  })

  it('lets no work of a lost transaction run after it', async () => {
    const database = await openDatabase({ dataDir: newFolder(), statementLimitMs: LIMIT_MS })
    await database.sql`create table kept (n int)`
    let late: Promise<unknown> = Promise.resolve()
    const lost = database.db.transaction(async (tx) => {
      await tx.execute('insert into kept values (1)')
      await tx.transaction(async (nested) => {
        const endless = nested.execute('select count(*) from generate_series(1, 1000000000000)')
        await endless.catch(() => {})
        await new Promise((resolve) => setTimeout(resolve, 300))
        late = nested.execute('insert into kept values (2)')
        await late
      })
    })
    await expect(lost).rejects.toThrow()
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(asDbError(await late.catch((error: unknown) => error)).retryable).toBe(true)
    expect(await database.sql`select * from kept`).toEqual([])
    await database.close()
  })

  it('leaves the event loop free while it works', async () => {
    const database = await openDatabase({ dataDir: newFolder() })
    let ticks = 0
    const timer = setInterval(() => ticks++, 5)
    await database.sql`select count(*) from generate_series(1, 1000000)`
    clearInterval(timer)
    expect(ticks).toBeGreaterThan(3)
    await database.close()
  })

  it('asks for a folder or an address', async () => {
    await expect(openDatabase({})).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
  })

  it('keeps its lock readable by its owner only', async () => {
    const folder = newFolder()
    const lock = await lockFolder(folder)
    expect(statSync(join(folder, 'lock.json')).mode & 0o777).toBe(0o600)
    expect(JSON.parse(readFileSync(join(folder, 'lock.json'), 'utf8'))).toMatchObject({ pid: process.pid, url: null })
    lock.release()
  })
})
