/** Exponentially weighted means of some series per team, each at several memories. */
export interface MovingAverages {
  /** Adds one match of a team; NaN leaves that series as it was. */
  push(team: number, values: ArrayLike<number>): void
  /** Writes series x memory numbers to `out` at `offset`; zeros for a team without a match. */
  read(team: number, out: Float64Array, offset: number): void
  readonly width: number
}

/** @param halfLives  in matches */
export function createMovingAverages(series: number, halfLives: readonly number[]): MovingAverages {
  const width = series * halfLives.length
  const keep = halfLives.map((matches) => 0.5 ** (1 / matches))
  const means = new Map<number, Float64Array>()
  return {
    width,
    push(team, values) {
      let mine = means.get(team)
      if (mine === undefined) {
        mine = new Float64Array(width)
        means.set(team, mine)
      }
      for (let s = 0; s < series; s++) {
        const value = values[s]!
        if (Number.isNaN(value)) continue
        for (let h = 0; h < keep.length; h++) {
          const at = s * keep.length + h
          mine[at] = mine[at]! * keep[h]! + (1 - keep[h]!) * value
        }
      }
    },
    read(team, out, offset) {
      const mine = means.get(team)
      for (let k = 0; k < width; k++) out[offset + k] = mine?.[k] ?? 0
    },
  }
}
