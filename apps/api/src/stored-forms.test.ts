import type { FrictionGateReport } from '@mon-ps/contract/friction'
import type { CalculationResult } from '@mon-ps/contract/calculation'
import type { ModelEvaluationResult, ReliabilityReport, TierReport } from '@mon-ps/contract/model'
import { calculationResults, evaluationResults } from '@mon-ps/db/stored/job-results'
import { ablationReports, reliabilityReports, tierReports } from '@mon-ps/db/stored/run-results'
import type { MetricGapWire, MetricKey, ProfileGap, ScoringGapWire, VectorGapWire } from '@mon-ps/contract/reason'
import type { NarrativeFacts } from '@mon-ps/contract/team-profile'
import { METRIC_DEFINITIONS } from '@mon-ps/core/dna/metric-catalogue'

import type { MetricGap, VectorGap } from '@mon-ps/core/dna/team-dna'
import type { ScoringGap } from '@mon-ps/core/profiles/scoring-rates'
import type { TeamFacts } from '@mon-ps/db/stored/team-facts'
import { metrics } from '@mon-ps/messages/en/metrics'
import { STRATEGIES } from '@mon-ps/core/strategy/strategies'
import { ruleTitles } from '@mon-ps/messages/en/rules'
import { expect, expectTypeOf, it } from 'vitest'

it('stores reports in the shapes in which it answers them', () => {
  expectTypeOf<ReturnType<typeof tierReports.read>>().toEqualTypeOf<TierReport | null>()
  expectTypeOf<ReturnType<typeof reliabilityReports.read>>().toEqualTypeOf<ReliabilityReport | null>()
  expectTypeOf<ReturnType<typeof ablationReports.read>>().toEqualTypeOf<FrictionGateReport | null>()
  for (const form of [tierReports, reliabilityReports, ablationReports]) expect(form.read({ form: 'another@1' })).toBeNull()
})

it('keeps the results of jobs in the shapes in which it answers them, and reads what was kept before forms had names', () => {
  expectTypeOf<ReturnType<typeof calculationResults.read>>().toEqualTypeOf<CalculationResult | null>()
  expectTypeOf<ReturnType<typeof evaluationResults.read>>().toEqualTypeOf<ModelEvaluationResult | null>()
  const result: ModelEvaluationResult = { snapshot: 'abc', seasons: ['2024-25'], tiers: [], elapsedMs: 12 }
  expect(evaluationResults.write(result)).toEqual({ form: 'evaluation@1', ...result })
  expect(evaluationResults.read(evaluationResults.write(result))).toEqual(result)
  expect(evaluationResults.read(result)).toEqual(result)
  expect(calculationResults.read(evaluationResults.write(result))).toBeNull()
})

it('knows the same metrics, reasons and facts where they are calculated, stored, sent and put into words', () => {
  const calculated = METRIC_DEFINITIONS.map(({ key }) => key)
  expect(calculated).toEqual(Object.keys(metrics))
  expectTypeOf<keyof typeof metrics>().toEqualTypeOf<MetricKey>()
  expectTypeOf<MetricGap['code']>().toEqualTypeOf<MetricGapWire['code']>()
  expectTypeOf<VectorGap['code']>().toEqualTypeOf<Exclude<VectorGapWire['code'], 'migrated' | 'never_filled'>>()
  expectTypeOf<NonNullable<TeamFacts['vectors']['market']>['code']>().toEqualTypeOf<VectorGap['code']>()
  expectTypeOf<ScoringGap['code']>().toEqualTypeOf<ScoringGapWire['code']>()
  type Profile = NonNullable<TeamFacts['profile']>
  expectTypeOf<Profile['narrative']>().toEqualTypeOf<NarrativeFacts>()
  expectTypeOf<Profile['priority']>().toEqualTypeOf<ProfileGap | null>()
})

it('has a title for every rule, and for no other', () => {
  expect(STRATEGIES.map(({ name }) => name).sort()).toEqual(Object.keys(ruleTitles).sort())
  expect(new Set(Object.values(ruleTitles)).size).toBe(STRATEGIES.length)
})
