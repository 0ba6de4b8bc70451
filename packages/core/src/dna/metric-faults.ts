import { CoreError } from '../errors.ts'
import { METRIC_CATALOGUE } from './metric-catalogue.ts'
import { STYLE_CATALOGUE } from './style-catalogue.ts'
import type { DnaMetric, MetricDefinition, TeamDna } from './team-dna.ts'

/** A metric that cannot be what its definition says. */
export interface MetricFault {
  readonly key: string
  readonly fault: 'constant' | 'out_of_range'
  /** In words, with the values. */
  readonly message: string
}

/** Below it every team agreeing may be chance, and facts such as "promoted" may hold for none. */
const MINIMUM_TEAMS = 4

const DEFINITIONS: readonly MetricDefinition[] = [...Object.values(METRIC_CATALOGUE), ...Object.values(STYLE_CATALOGUE)]

/** Of a metric's range: values that lie closer together than this are one value with rounding. */
const ROUNDING = 1e-9

/** A fact may be the same for a whole league: in some seasons nobody is promoted into it. */
const isFact = (definition: MetricDefinition): boolean => definition.unit === 'yes or no'

/** Every metric that is constant over at least four measured teams of a league, or outside its range. */
export function metricFaults(league: readonly TeamDna[]): MetricFault[] {
  const measured = new Map<string, number[]>()
  const add = (metric: DnaMetric): void => {
    if (metric.value === null) return
    const values = measured.get(metric.key)
    if (values === undefined) measured.set(metric.key, [metric.value])
    else values.push(metric.value)
  }
  for (const team of league) {
    for (const vector of Object.values(team.vectors)) vector.metrics.forEach(add)
    team.style.metrics.forEach(add)
  }
  return DEFINITIONS.flatMap((definition) => faultsOf(definition, measured.get(definition.key) ?? []))
}

function faultsOf(definition: MetricDefinition, values: readonly number[]): MetricFault[] {
  const { key, range } = definition
  const outside = values.find((value) => !(value >= range[0] && value <= range[1]))
  if (outside !== undefined) {
    return [{ key, fault: 'out_of_range', message: `got ${key} = ${outside}, expected it in [${range[0]}, ${range[1]}]` }]
  }
  const isConstant = values.length >= MINIMUM_TEAMS && Math.max(...values) - Math.min(...values) <= ROUNDING * (range[1] - range[0])
  if (!isConstant || isFact(definition)) return []
  return [{ key, fault: 'constant', message: `got ${key} = ${values[0]} for all ${values.length} teams, expected them to differ` }]
}

/**
 * Refuse a league whose DNA holds a number that says nothing.
 *
 * @throws {CoreError} INVALID_ARGUMENT  a metric is constant over four or more teams, or outside its range
 */
export function assertNoConstantMetric(league: readonly TeamDna[]): void {
  const faults = metricFaults(league)
  if (faults.length > 0) {
    throw new CoreError('INVALID_ARGUMENT', faults.map((fault) => fault.message).join('; '), { faults })
  }
}
