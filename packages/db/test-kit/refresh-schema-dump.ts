import { writeFileSync } from 'node:fs'
import { catalogueText, describeSchema } from './describe-schema.ts'
import { openTestDatabase } from './open-test-database.ts'

// Run it after a migration was added: node --import tsx packages/db/test-kit/refresh-schema-dump.ts
const database = await openTestDatabase()
writeFileSync(new URL('../schema-dump.txt', import.meta.url), await describeSchema(database))
writeFileSync(new URL('../migrations/catalogue.json', import.meta.url), await catalogueText(database))
await database.close()
