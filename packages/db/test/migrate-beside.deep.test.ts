import { readFileSync } from 'node:fs'
import { describe, it } from 'vitest'
import { realDataFolder } from '../test-kit/env.ts'
import { migratesBeside } from './migrates-beside.ts'

describe.skipIf(realDataFolder === undefined)(`migrating${realDataFolder ? '' : ' (skipped: no real data)'}`, () => {
  it('stands beside the whole legacy database', () =>
    // Its own BEGIN and COMMIT would be one connection's affair, and there are several.
    migratesBeside(readFileSync(`${realDataFolder}/legacy-v1/legacy-v1.sql`, 'utf8').replace(/^(BEGIN|COMMIT);$/gm, '')))
})
