import { type ChaosBand } from '@mon-ps/core/friction/chaos'
import { toStat } from '@mon-ps/contract/answer'
import type { FrictionAblation } from '@mon-ps/core/friction/ablate-friction'
import type { ScoreGain, CandidateVerdict } from '@mon-ps/core/forecasting/ablation/judge-candidates'
import type { ChaosBandWire, FrictionGateReportWire, GateGain, GateTermWire } from '@mon-ps/contract/friction'

/** The ablation report as it is stored and shown. */
export function toAblationReport(report: FrictionAblation): FrictionGateReportWire {
  const { tier, seasons, matches, friction, terms, passed, weight, permutations, chaos } = report
  return {
    tier,
    seasons: [...seasons],
    matches,
    friction: toTerm(friction),
    terms: terms.map(toTerm),
    passed: [...passed],
    weight,
    permutations,
    chaos: chaos.map(toBand),
  }
}

function toTerm({ key, kind, matches, columns, scores, permutationP, passes }: CandidateVerdict): GateTermWire {
  const { goals, outcome, over25, btts } = scores
  return {
    key,
    kind,
    matches,
    columns: columns.map((column) => ({ ...column })),
    scores: { goals: toGain(goals), outcome: toGain(outcome), over25: toGain(over25), btts: toGain(btts) },
    permutationP,
    passes,
  }
}

const toGain = ({ gain, corrected, isAboveZero }: ScoreGain): GateGain => ({
  gain: toStat(gain),
  corrected: corrected === null ? null : [corrected[0], corrected[1]],
  isAboveZero,
})

const toBand = ({ upsets, favouriteFailed, ...band }: ChaosBand): ChaosBandWire => ({
  ...band,
  upsets: toStat(upsets),
  favouriteFailed: toStat(favouriteFailed),
})
