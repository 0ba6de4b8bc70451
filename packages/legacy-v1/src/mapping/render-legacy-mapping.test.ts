import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { renderLegacyMapping } from './render-legacy-mapping.ts'

const PAGE = fileURLToPath(new URL('../../../../docs/models/legacy-mapping.md', import.meta.url))

test('docs/models/legacy-mapping.md says what the mapping tables say (vitest -u writes it anew)', async () => {
  await expect(renderLegacyMapping()).toMatchFileSnapshot(PAGE)
})
