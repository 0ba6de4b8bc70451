import { createHash } from 'node:crypto'
import { tableDigest } from '@mon-ps/db/catalogue/digest'
import { type Catalogue, type CatalogueTable, readCatalogue } from '@mon-ps/db/catalogue/read-catalogue'
import type { Executor } from '@mon-ps/db/client'
import { V3_TABLES } from '@mon-ps/db/schema/publish'
import { V1_TABLES } from '@mon-ps/db/schema/legacy-move'
import type { StateDigest } from '../journal/journal.ts'

const ABSENT = 'absent'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** Columns, constraints, indexes, triggers, privileges and comment: everything of a table but its rows. */
const definitionDigest = (table: CatalogueTable) => sha256(JSON.stringify(table))

async function digestOf(executor: Executor, catalogue: Catalogue, tables: readonly string[]): Promise<Record<string, string>> {
  const digest: Record<string, string> = {}
  for (const name of tables) {
    const table = catalogue.tables.find((each) => each.schema === 'quantum' && each.name === name)
    digest[`quantum.${name} definition`] = table === undefined ? ABSENT : definitionDigest(table)
    const columns = table?.columns.map((column) => column.name) ?? []
    const rows = table === undefined ? null : await tableDigest(executor, { schema: 'quantum', name }, columns)
    digest[`quantum.${name} rows`] = rows?.digest ?? ABSENT
    for (const sequence of catalogue.sequences) {
      if (sequence.ownedBy?.startsWith(`quantum.${name}.`) !== true) continue
      digest[`sequence ${sequence.schema}.${sequence.name}`] = String(sequence.lastValue ?? 'unused')
    }
  }
  return digest
}

/** V1's three tables: definition, rows and the sequences they own, each in one value. */
export async function v1Digest(executor: Executor): Promise<StateDigest> {
  return digestOf(executor, await readCatalogue(executor, ['quantum']), V1_TABLES)
}

/** V3's three tables, and the sequences that give their ids. */
export async function v3Digest(executor: Executor): Promise<StateDigest> {
  const catalogue = await readCatalogue(executor, ['quantum', 'mon_ps'])
  const digest = await digestOf(executor, catalogue, V3_TABLES)
  const teams = catalogue.sequences.find(({ schema, name }) => schema === 'mon_ps' && name === 'team_id_seq')
  return { ...digest, 'sequence mon_ps.team_id_seq': teams === undefined ? ABSENT : String(teams.lastValue ?? 'unused') }
}

/** V1 and V3 as they stand, without what only we keep beside them. */
export async function stateDigest(executor: Executor): Promise<StateDigest> {
  return { ...(await v1Digest(executor)), ...(await v3Digest(executor)) }
}
