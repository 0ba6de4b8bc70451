import { group } from '../../command.ts'
import { decide, undo } from './decide.ts'
import { decisions, list } from './list.ts'

/** `mon-ps publication …`. */
export const publication = group({
  name: 'publication',
  summary: 'Decide what V3 shows where a migrated and a calculated row have the same key',
  commands: [list, decide, undo, decisions],
})
