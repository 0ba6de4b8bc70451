import { afterAll, beforeAll } from 'vitest'
import { closeCalculatedDemo, openCalculatedDemo } from './reading/calculated-demo.ts'
import { listsTests } from './reading/lists.ts'
import { proceduresTests } from './reading/procedures.ts'
import { provenanceTests } from './reading/provenance.ts'
import { restTwinTests } from './reading/rest-twin.ts'
import { teamAndPairTests } from './reading/team-and-pair.ts'
import { tearSheetTests } from './reading/tear-sheet.ts'

beforeAll(openCalculatedDemo)
afterAll(closeCalculatedDemo)

listsTests()
teamAndPairTests()
tearSheetTests()
restTwinTests()
proceduresTests()
provenanceTests()
