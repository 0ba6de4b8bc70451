import { type ChaosBand } from '@mon-ps/core/friction/chaos'
import { toStat } from '@mon-ps/contract/answer'
import type { FrictionAblation } from '@mon-ps/core/friction/ablate-friction'
import type { ScoreGain, CandidateVerdict } from '@mon-ps/core/forecasting/ablation/judge-candidates'
import type { ChaosBandWire, FrictionGateReportWire, GateGain, GateTermWire } from '@mon-ps/contract/friction'

/** The gate's report as it is stored and shown. */
export function gateOnWire(report: FrictionAblation): FrictionGateReportWire {
  const { tier, seasons, matches, friction, terms, passed, weight, permutations, chaos } = report
  return {
    tier,
    seasons: [...seasons],
    matches,
    friction: termOnWire(friction),
    terms: terms.map(termOnWire),
    passed: [...passed],
    weight,
    permutations,
    chaos: chaos.map(bandOnWire),
  }
}

function termOnWire({ key, kind, matches, columns, scores, permutationP, passes }: CandidateVerdict): GateTermWire {
  const { goals, outcome, over25, btts } = scores
  return {
    key,
    kind,
    matches,
    columns: columns.map((column) => ({ ...column })),
    scores: { goals: gainOnWire(goals), outcome: gainOnWire(outcome), over25: gainOnWire(over25), btts: gainOnWire(btts) },
    permutationP,
    passes,
  }
}

const gainOnWire = ({ gain, corrected, isAboveZero }: ScoreGain): GateGain => ({
  gain: toStat(gain),
  corrected: corrected === null ? null : [corrected[0], corrected[1]],
  isAboveZero,
})

const bandOnWire = ({ upsets, favouriteFailed, ...band }: ChaosBand): ChaosBandWire => ({
  ...band,
  upsets: toStat(upsets),
  favouriteFailed: toStat(favouriteFailed),
})
