import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from '@mon-ps/db/client'
import { realDataFolder } from './env.ts'

/** Where the dump of V1 stands, when the real data are there at all. */
export const realV1: string | null = realDataFolder === undefined ? null : join(realDataFolder, 'legacy-v1', 'legacy-v1.sql')

/** Brings the real V1 into a database. */
export async function loadRealV1(database: Database): Promise<void> {
  // Its own transaction is one that a pool of connections refuses.
  const statements = readFileSync(realV1 ?? '', 'utf8').replace(/^(BEGIN|COMMIT);$/gm, '')
  await database.sql.begin((tx) => tx.unsafe(statements).simple())
}
