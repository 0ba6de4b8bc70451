import { type Database, ownerOf } from './client.ts'
import { unitInProgress } from './engine/guarded-client.ts'
import { DbError } from './errors.ts'
import { type Repositories, repositoriesOf } from './repositories/index.ts'

/**
 * Runs `work` in one transaction, with every repository bound to it: all of it is saved, or nothing.
 *
 * @throws {DbError} UNIT_OF_WORK_REENTERED  the outer database was used inside, which on one connection would wait for ever
 * @example await inUnitOfWork(database, async ({ competitions }) => competitions.ensureSeason(1, '2022-23'))
 */
export async function inUnitOfWork<Result>(database: Database, work: (repositories: Repositories) => Promise<Result>): Promise<Result> {
  const owner = ownerOf(database)
  const outer = unitInProgress.getStore()
  if (outer?.active && outer.database === owner)
    throw new DbError('UNIT_OF_WORK_REENTERED', 'a unit of work was begun inside another; pass the repositories on instead')
  return database.db.transaction((tx) => {
    const unit = { database: owner, active: true }
    return unitInProgress.run(unit, async () => {
      try {
        return await work(repositoriesOf(tx))
      } finally {
        unit.active = false
      }
    })
  })
}
