import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { DbError } from '../errors.ts'

/** Who holds a data folder. */
export interface LockOwner {
  readonly pid: number
  /** Boot and start tick of the process, so that a reused pid is told apart; null where the system does not say. */
  readonly startedAt: string | null
  /** Where the holder serves, null while it serves nothing. */
  readonly url: string | null
}

interface LockFile extends LockOwner {
  readonly host: string
  /** Names this very holding: no two are equal. */
  readonly nonce: string
}

export interface FolderLock {
  setUrl(url: string | null): void
  release(): void
}

const LOCK_NAME = 'lock.json'
const errorCode = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined)

/** Linux: fields 3 and 22 of /proc/<pid>/stat, its state and its start in ticks since boot; null elsewhere. */
function processStat(pid: number): { state: string; startedAt: string } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name before these fields may hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [state, ticks] = [fields[0], fields[19]]
    if (state === undefined || ticks === undefined) return null
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return { state, startedAt: `${boot}/${ticks}` }
  } catch {
    return null
  }
}

function isAlive(owner: LockFile): boolean {
  // A pid of another machine or container says nothing here: never take its folder.
  if (owner.host !== hostname()) return true
  try {
    process.kill(owner.pid, 0)
  } catch (error) {
    if (errorCode(error) === 'ESRCH') return false
  }
  const stat = processStat(owner.pid)
  if (stat === null || owner.startedAt === null) return true
  return stat.state !== 'Z' && stat.startedAt === owner.startedAt
}

function readLockFile(path: string): LockFile | null {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
  try {
    const parsed: unknown = JSON.parse(text)
    if (isLockFile(parsed)) return parsed
  } catch {
    // Told below: the file is whole from the moment it exists, so this is not ours.
  }
  throw new DbError('DATA_FOLDER_LOCKED', `${path} is not a lock of ours; delete it if no process uses the folder`, { path })
}

function isLockFile(value: unknown): value is LockFile {
  if (typeof value !== 'object' || value === null) return false
  return (
    'pid' in value &&
    typeof value.pid === 'number' &&
    'nonce' in value &&
    typeof value.nonce === 'string' &&
    'host' in value &&
    typeof value.host === 'string' &&
    'startedAt' in value &&
    'url' in value
  )
}

/** Writes the whole file beside its place and moves it there, so that no reader sees half of it. */
function place(path: string, content: LockFile, move: (from: string, to: string) => void): void {
  const draft = `${path}.${content.nonce}.draft`
  writeFileSync(draft, `${JSON.stringify(content)}\n`, { mode: 0o600 })
  try {
    move(draft, path)
  } finally {
    rmSync(draft, { force: true })
  }
}

/** True when the file was not there: a link, unlike a rename, never replaces. */
function placeNew(path: string, content: LockFile): boolean {
  try {
    place(path, content, linkSync)
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
}

/**
 * Claims what a dead process left. Exactly one process can place the claim that is named after the dead
 * one's nonce; when that one died, too, its own claim is claimed. Answers the claims made, or null when
 * a living process was faster.
 */
function claim(folder: string, dead: LockFile, mine: LockFile): string[] | null {
  const path = join(folder, `${LOCK_NAME}.claim-${dead.nonce}`)
  if (placeNew(path, mine)) return [path]
  const other = readLockFile(path)
  if (other === null || isAlive(other)) return null
  const further = claim(folder, other, mine)
  return further === null ? null : [path, ...further]
}

function refuse(folder: string, owner: LockFile): never {
  const where = owner.url === null ? '' : `, which serves ${owner.url}`
  const elsewhere = owner.host === hostname() ? '' : ` on host ${owner.host}`
  throw new DbError(
    'DATA_FOLDER_LOCKED',
    `the data folder ${folder} is in use by process ${owner.pid}${elsewhere}${where}; stop that process, or use its address` +
      (elsewhere === '' ? '' : `. If it no longer runs, delete ${join(folder, LOCK_NAME)}`),
    { pid: owner.pid, url: owner.url, host: owner.host, folder },
  )
}

/** True when the lock is ours now; false to look again. */
function tryAcquire(folder: string, mine: LockFile): boolean {
  const path = join(folder, LOCK_NAME)
  if (placeNew(path, mine)) return true
  const holder = readLockFile(path)
  if (holder === null) return false
  if (isAlive(holder)) refuse(folder, holder)
  const claims = claim(folder, holder, mine)
  if (claims === null) return false
  try {
    // A slow process may win a claim that was settled and removed long ago: the lock is another's by then.
    if (readLockFile(path)?.nonce !== holder.nonce) return false
    place(path, mine, renameSync)
    return true
  } finally {
    for (const made of claims) rmSync(made, { force: true })
  }
}

const ATTEMPTS = 50
const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/**
 * Locks a data folder for this process. A lock whose process is gone is taken over; age alone never matters.
 *
 * @param folder  must exist
 * @throws {DbError} DATA_FOLDER_LOCKED  another living process holds it; the message names its pid and URL
 */
export async function lockFolder(folder: string, url: string | null = null): Promise<FolderLock> {
  const path = join(folder, LOCK_NAME)
  let mine: LockFile = {
    pid: process.pid,
    startedAt: processStat(process.pid)?.startedAt ?? null,
    url,
    host: hostname(),
    nonce: randomUUID(),
  }
  for (let attempt = 0; !tryAcquire(folder, mine); attempt++) {
    if (attempt === ATTEMPTS)
      throw new DbError(
        'DATA_FOLDER_LOCKED',
        `the lock of ${folder} keeps changing hands; try again when the other processes have started`,
        {
          folder,
        },
      )
    await sleep(10)
  }
  const isMine = () => readLockFile(path)?.nonce === mine.nonce
  return {
    setUrl(next) {
      if (!isMine()) throw new DbError('DATA_FOLDER_LOCKED', `the lock of ${folder} is no longer this process's`, { folder })
      mine = { ...mine, url: next }
      place(path, mine, renameSync)
    },
    release() {
      if (isMine()) unlinkSync(path)
    },
  }
}

/**
 * Fast check; {@link lockFolder} is authoritative.
 *
 * @throws {DbError} DATA_FOLDER_LOCKED  another living process holds the folder; the message names its pid and URL
 */
export function assertUnlocked(folder: string): void {
  const holder = readLockFile(join(folder, LOCK_NAME))
  if (holder !== null && isAlive(holder)) refuse(folder, holder)
}

/** Who holds a data folder now; null when nobody does, or only a process that is gone. */
export function readLock(folder: string): LockOwner | null {
  const holder = readLockFile(join(folder, LOCK_NAME))
  if (holder === null || !isAlive(holder)) return null
  return { pid: holder.pid, startedAt: holder.startedAt, url: holder.url }
}
