import type { ChaosBand } from '@mon-ps/core/friction-gate/chaos-calibration'
import type { FrictionGateReport } from '@mon-ps/core/friction-gate/gate-friction'
import type { ScoreGain, TermVerdict } from '@mon-ps/core/friction-gate/judge-terms'
import type { ChaosBandWire, FrictionGateReportWire, GateGainWire, GateTermWire } from '../routers/friction/gate-wire.ts'
import { statOf } from '../wire/to-wire.ts'

/** The gate's report as it is stored and shown. */
export function gateOnWire(report: FrictionGateReport): FrictionGateReportWire {
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

function termOnWire({ key, kind, matches, columns, scores, permutationP, passes }: TermVerdict): GateTermWire {
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

const gainOnWire = ({ gain, corrected, isAboveZero }: ScoreGain): GateGainWire => ({
  gain: statOf(gain),
  corrected: corrected === null ? null : [corrected[0], corrected[1]],
  isAboveZero,
})

const bandOnWire = ({ upsets, favouriteFailed, ...band }: ChaosBand): ChaosBandWire => ({
  ...band,
  upsets: statOf(upsets),
  favouriteFailed: statOf(favouriteFailed),
})
