import type { FrictionGateReportWire } from '@mon-ps/contract/friction'
import type { ReliabilityReport, TierReport } from '@mon-ps/contract/model'
import { ablationReports, reliabilityReports, tierReports } from '@mon-ps/db/stored/run-results'
import { expect, expectTypeOf, it } from 'vitest'

it('stores reports in the shapes in which it answers them', () => {
  expectTypeOf<ReturnType<typeof tierReports.read>>().toEqualTypeOf<TierReport | null>()
  expectTypeOf<ReturnType<typeof reliabilityReports.read>>().toEqualTypeOf<ReliabilityReport | null>()
  expectTypeOf<ReturnType<typeof ablationReports.read>>().toEqualTypeOf<FrictionGateReportWire | null>()
  for (const form of [tierReports, reliabilityReports, ablationReports]) expect(form.read({ form: 'another@1' })).toBeNull()
})
