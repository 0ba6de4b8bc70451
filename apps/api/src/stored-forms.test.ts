import type { FrictionGateReportWire } from '@mon-ps/contract/friction'
import type { ReliabilityReport, TierReport } from '@mon-ps/contract/model'
import type { ablationReports, reliabilityReports, tierReports } from '@mon-ps/db/stored/run-results'
import { expectTypeOf, it } from 'vitest'

it('stores reports in the shapes in which it answers them', () => {
  expectTypeOf<ReturnType<typeof tierReports.read>>().toEqualTypeOf<TierReport | null>()
  expectTypeOf<ReturnType<typeof reliabilityReports.read>>().toEqualTypeOf<ReliabilityReport | null>()
  expectTypeOf<ReturnType<typeof ablationReports.read>>().toEqualTypeOf<FrictionGateReportWire | null>()
})
