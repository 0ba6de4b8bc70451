/** A match to be rated: all that is known of it before it is played. Teams and season are indices of its match table. */
export interface Fixture {
  readonly home: number
  readonly away: number
  /** Days since 1970. */
  readonly day: number
  readonly season: number
}

/**
 * How the level of the teams of one league is followed from match to match: a Kalman filter on one number per match,
 * `y = constant + home + sign x away`, with a slow and, where wanted, a fast part per team.
 * Supremacy has sign -1 (a strength counts for one side and against the other), the total has sign +1.
 */
export interface FilterConstants {
  readonly sign: 1 | -1
  /** Variance that a match adds to a team's slow level, more at a season's start by `earlyBoost x exp(-days / boostDays)`. */
  readonly matchVariance: number
  readonly earlyBoost: number
  readonly boostDays: number
  readonly observationVariance: number
  /** A new season multiplies each level and adds variance. */
  readonly seasonFactor: number
  readonly seasonVariance: number
  /** Newcomers: their mean, how much of an old level above it they bring back, and their variance. */
  readonly newcomerMean: number
  readonly newcomerMemory: number
  readonly newcomerVariance: number
  readonly firstVariance: number
  readonly constantMean: number
  readonly constantVariance: number
  readonly constantPerDay: number
  readonly constantPerSeason: number
  /** Stationary variance and memory in days of the fast part; variance 0 leaves it out. */
  readonly fastVariance: number
  readonly fastDays: number
  /** Residual gains count more in a team's first matches: `1 + earlyGain x exp(-matches / 6)`. */
  readonly earlyGain: number
}

const MAX_GAP_DAYS = 30
const GAIN_MATCHES = 6

interface TeamState {
  slot: number
  season: number
  firstDay: number
  lastDay: number
  matches: number
}

/** A filter before its league's first match. Teams and seasons are the indices of a match table, seasons ascending. */
export function createRatingFilter(constants: FilterConstants) {
  const c = constants
  const hasFast = c.fastVariance > 0
  let capacity = 24
  let size = 1 + capacity * (hasFast ? 2 : 1)
  let mean = new Float64Array(size)
  let covariance = new Float64Array(size * size)
  let gain = new Float64Array(size)
  const teams = new Map<number, TeamState>()
  /** Levels of teams whose slot was reused. */
  const former = new Map<number, number>()
  const free: number[] = Array.from({ length: capacity }, (_, slot) => capacity - 1 - slot)
  let season = -1
  let firstSeason = -1
  let lastDay = Number.NaN
  mean[0] = c.constantMean
  covariance[0] = c.constantVariance

  const slow = (slot: number) => 1 + slot
  const fast = (slot: number) => 1 + capacity + slot

  function clear(index: number, variance: number): void {
    for (let k = 0; k < size; k++) {
      covariance[index * size + k] = 0
      covariance[k * size + index] = 0
    }
    covariance[index * size + index] = variance
  }

  function scale(index: number, factor: number): void {
    for (let k = 0; k < size; k++) covariance[index * size + k]! *= factor
    for (let k = 0; k < size; k++) covariance[k * size + index]! *= factor
  }

  function grow(): void {
    const old = { capacity, size, mean, covariance }
    capacity *= 2
    size = 1 + capacity * (hasFast ? 2 : 1)
    mean = new Float64Array(size)
    covariance = new Float64Array(size * size)
    gain = new Float64Array(size)
    const moved = (index: number) => (index > old.capacity ? index + capacity - old.capacity : index)
    for (let i = 0; i < old.size; i++) {
      mean[moved(i)] = old.mean[i]!
      for (let j = 0; j < old.size; j++) covariance[moved(i) * size + moved(j)] = old.covariance[i * old.size + j]!
    }
    for (let slot = capacity - 1; slot >= old.capacity; slot--) free.push(slot)
  }

  /** A place for a newcomer: of a team that has been away for a whole season, else a new one. */
  function takeSlot(): number {
    const empty = free.pop()
    if (empty !== undefined) return empty
    for (const [id, state] of teams) {
      if (state.season >= season - 1) continue
      former.set(id, mean[slow(state.slot)]!)
      teams.delete(id)
      return state.slot
    }
    grow()
    return takeSlot()
  }

  function newcomerLevel(old: number | undefined): number {
    if (season === firstSeason) return 0
    return old === undefined ? c.newcomerMean : c.newcomerMean + c.newcomerMemory * (old - c.newcomerMean)
  }

  function enter(id: number, day: number): TeamState {
    const known = teams.get(id)
    if (known?.season === season) return known
    const stayed = known !== undefined && known.season === season - 1
    const old = known === undefined ? former.get(id) : mean[slow(known.slot)]!
    const slot = known?.slot ?? takeSlot()
    if (!stayed) {
      mean[slow(slot)] = newcomerLevel(old)
      clear(slow(slot), season === firstSeason ? c.firstVariance : c.newcomerVariance)
    }
    if (hasFast) {
      mean[fast(slot)] = 0
      clear(fast(slot), c.fastVariance)
    }
    const state = { slot, season, firstDay: day, lastDay: day, matches: 0 }
    teams.set(id, state)
    return state
  }

  function ageTeam(state: TeamState, day: number): void {
    const days = Math.max(0, Math.min(MAX_GAP_DAYS, day - state.lastDay))
    const boost = 1 + c.earlyBoost * Math.exp(-(day - state.firstDay) / c.boostDays)
    const index = slow(state.slot)
    covariance[index * size + index]! += c.matchVariance * boost
    if (hasFast) {
      const kept = Math.exp(-days / c.fastDays)
      const quick = fast(state.slot)
      mean[quick]! *= kept
      scale(quick, kept)
      covariance[quick * size + quick]! += c.fastVariance * (1 - kept * kept)
    }
    state.lastDay = day
  }

  /** Fills `gain` with the covariance of every part with what a match of the two shows; returns its own variance. */
  function spread(home: number, away: number): number {
    const s = c.sign
    for (let k = 0; k < size; k++) {
      const row = k * size
      let sum = covariance[row]! + covariance[row + slow(home)]! + s * covariance[row + slow(away)]!
      if (hasFast) sum += covariance[row + fast(home)]! + s * covariance[row + fast(away)]!
      gain[k] = sum
    }
    let variance = gain[0]! + gain[slow(home)]! + s * gain[slow(away)]!
    if (hasFast) variance += gain[fast(home)]! + s * gain[fast(away)]!
    return variance
  }

  const level = (home: number, away: number): number => {
    const slowPart = mean[0]! + mean[slow(home)]! + c.sign * mean[slow(away)]!
    return hasFast ? slowPart + mean[fast(home)]! + c.sign * mean[fast(away)]! : slowPart
  }

  return {
    /** Begins a season: levels move towards their factor and become less certain. Nothing when it has begun. */
    beginSeason(next: number): void {
      if (next === season) return
      if (season >= 0) {
        covariance[0]! += c.constantPerSeason
        for (const state of teams.values()) {
          if (state.season !== season) continue
          const index = slow(state.slot)
          mean[index]! *= c.seasonFactor
          scale(index, c.seasonFactor)
          covariance[index * size + index]! += c.seasonVariance
        }
      } else firstSeason = next
      season = next
    },

    /** What a match between the two would show on that day, and the variance of saying so, without the match's own. */
    predict(home: number, away: number, day: number): { readonly value: number; readonly constant: number; readonly variance: number } {
      const atHome = enter(home, day)
      const visiting = enter(away, day)
      const variance = spread(atHome.slot, visiting.slot)
      let value = mean[0]! + mean[slow(atHome.slot)]! + c.sign * mean[slow(visiting.slot)]!
      if (hasFast) {
        value += Math.exp(-(day - atHome.lastDay) / c.fastDays) * mean[fast(atHome.slot)]!
        value += c.sign * Math.exp(-(day - visiting.lastDay) / c.fastDays) * mean[fast(visiting.slot)]!
      }
      return { value, constant: mean[0]!, variance }
    },

    /**
     * Learns one match.
     *
     * @param y     the observed quantity; NaN when unknown
     * @param push  added to the home team's level (and, with the sign, to the away team's): the evidence of the result beyond y
     * @returns     y minus what was expected; NaN with y
     */
    observe(home: number, away: number, day: number, y: number, push: number): number {
      const atHome = enter(home, day)
      const visiting = enter(away, day)
      covariance[0]! += c.constantPerDay * (Number.isNaN(lastDay) ? 0 : Math.max(0, Math.min(MAX_GAP_DAYS, day - lastDay)))
      lastDay = day
      ageTeam(atHome, day)
      ageTeam(visiting, day)
      let surprise = Number.NaN
      if (!Number.isNaN(y)) {
        surprise = y - level(atHome.slot, visiting.slot)
        const variance = spread(atHome.slot, visiting.slot) + c.observationVariance
        for (let k = 0; k < size; k++) {
          const share = gain[k]! / variance
          if (share === 0) continue
          mean[k]! += share * surprise
          const row = k * size
          for (let u = 0; u < size; u++) covariance[row + u]! -= share * gain[u]!
        }
      }
      mean[slow(atHome.slot)]! += push * (1 + c.earlyGain * Math.exp(-atHome.matches / GAIN_MATCHES))
      mean[slow(visiting.slot)]! += c.sign * push * (1 + c.earlyGain * Math.exp(-visiting.matches / GAIN_MATCHES))
      atHome.matches++
      visiting.matches++
      return surprise
    },
  }
}
