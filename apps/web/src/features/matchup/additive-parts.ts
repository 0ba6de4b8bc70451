import type { FrictionComponentWire } from '@mon-ps/api'

export type AdditivePart = FrictionComponentWire & {
  /** Where its bar starts: the sum of the contributions before it. */
  start: number
}

/** Components in their order, each starting where the ones before it ended; what is not measured takes no room. */
export function additiveParts(components: readonly FrictionComponentWire[]): AdditivePart[] {
  let sum = 0
  return components.map((component) => {
    const start = sum
    sum += component.contribution ?? 0
    return { ...component, start }
  })
}
