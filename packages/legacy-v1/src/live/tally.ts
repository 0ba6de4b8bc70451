import { decimalOf, doubleOf } from '../mapping/decimals.ts'
import { usableOdds } from '../mapping/live-settlement.ts'
import type { FoundMatch, TeamPair } from './resolve-names.ts'
import type { LiveClosing, LiveClv, LiveCount, LiveExample, LiveProfit, LiveResolution } from './types.ts'

const EXAMPLES = 20

/** Counts rows and keeps the first of them as examples. */
export class RowTally {
  #count = 0
  readonly #examples: LiveExample[] = []

  add(id: string | null, what: string): void {
    this.#count++
    if (this.#examples.length < EXAMPLES) this.#examples.push({ id, what })
  }

  result(): LiveCount {
    return { count: this.#count, examples: this.#examples }
  }
}

class MeanTally {
  #n = 0
  #sum = 0

  add(value: number): void {
    this.#n++
    this.#sum += value
  }

  result(): { readonly n: number; readonly mean: number | null } {
    return { n: this.#n, mean: this.#n === 0 ? null : this.#sum / this.#n }
  }
}

/** Amounts are summed as whole hundred-thousandths of a unit, so that no digit is lost. */
const PER_UNIT = 100_000
const SCALE = 5

/** A row as the tallies name it. */
export interface TalliedRow {
  readonly id: string | null
  /** Which match and which market. */
  readonly what: string
}

export class ResolutionTally {
  readonly #withoutTeams = new RowTally()
  readonly #withoutMatch = new RowTally()
  #toTeams = 0
  #toMatches = 0

  add({ id, what }: TalliedRow, teams: TeamPair | null, match: FoundMatch | null): void {
    if (teams === null) {
      this.#withoutTeams.add(id, what)
      return
    }
    this.#toTeams++
    if (match === null) this.#withoutMatch.add(id, what)
    else this.#toMatches++
  }

  result(): LiveResolution {
    return {
      toTeams: this.#toTeams,
      toMatches: this.#toMatches,
      withoutTeams: this.#withoutTeams.result(),
      withoutMatch: this.#withoutMatch.result(),
    }
  }
}

/** Which prices can be used, and of how many of those the closing price is known. */
export class ClosingTally {
  readonly #notUsable = new RowTally()
  readonly #without = new RowTally()
  #usable = 0
  #withClosing = 0

  add({ id, what }: TalliedRow, odds: string | null, closingOdds: string | null): void {
    if (usableOdds(odds) === null) {
      this.#notUsable.add(id, `${what} at ${odds ?? 'no odds'}`)
      return
    }
    this.#usable++
    if (usableOdds(closingOdds) === null) this.#without.add(id, what)
    else this.#withClosing++
  }

  result(): LiveClosing {
    return {
      oddsNotUsable: this.#notUsable.result(),
      usableOdds: this.#usable,
      withClosingOdds: this.#withClosing,
      withoutClosingOdds: this.#without.result(),
    }
  }
}

/** Half of the last digit that is recorded, and a breath for the subtraction. */
const RECORDED_CLV_ERROR = 0.0005 + 1e-9

export class ClvTally {
  readonly #recorded = new MeanTally()
  readonly #recomputed = new MeanTally()
  readonly #different = new RowTally()

  /** @param counts  false for a repeat, which is compared and left out of the recomputed mean */
  add({ id, what }: TalliedRow, recordedText: string | null, recomputed: number | null, counts: boolean): void {
    const recorded = doubleOf(recordedText).value
    if (recorded !== null) this.#recorded.add(recorded)
    if (recomputed !== null && counts) this.#recomputed.add(recomputed)
    if (recorded === null || recomputed === null || Math.abs(recorded - recomputed) <= RECORDED_CLV_ERROR) return
    this.#different.add(id, `${what}: recorded ${recorded} %, recomputed ${recomputed.toFixed(3)} %`)
  }

  result(): LiveClv {
    return { recorded: this.#recorded.result(), recomputed: this.#recomputed.result(), different: this.#different.result() }
  }
}

/** Decimal text in hundred-thousandths; null where it is no number. */
export function wholeOf(text: string | null): number | null {
  const { value } = doubleOf(text)
  return value === null ? null : Math.round(value * PER_UNIT)
}

/** Hundred-thousandths as decimal text with two decimals, or as many more as it needs. */
function textOfWhole(whole: number): string {
  return (decimalOf(whole / PER_UNIT, SCALE) ?? '0.00').replace(/0{1,3}$/, '')
}

class SumTally {
  #n = 0
  #sum = 0

  add(whole: number): void {
    this.#n++
    this.#sum += whole
  }

  result(): { readonly n: number; readonly sum: string } {
    return { n: this.#n, sum: textOfWhole(this.#sum) }
  }
}

export class ProfitTally {
  readonly #different = new RowTally()
  readonly #all = new SumTally()
  readonly #recomputed = new SumTally()
  readonly #both = { recorded: new SumTally(), recomputed: new SumTally() }

  /** @param recomputed  hundred-thousandths of a unit; null where it cannot be told */
  add({ id, what }: TalliedRow, recordedText: string | null, recomputed: number | null): void {
    const recorded = wholeOf(recordedText)
    if (recorded !== null) this.#all.add(recorded)
    if (recomputed !== null) this.#recomputed.add(recomputed)
    if (recorded === null || recomputed === null) return
    this.#both.recorded.add(recorded)
    this.#both.recomputed.add(recomputed)
    if (recorded !== recomputed)
      this.#different.add(id, `${what}: recorded ${textOfWhole(recorded)}, recomputed ${textOfWhole(recomputed)}`)
  }

  result(): LiveProfit {
    const recorded = this.#both.recorded.result()
    return {
      recorded: this.#all.result(),
      recomputed: this.#recomputed.result(),
      both: { n: recorded.n, recorded: recorded.sum, recomputed: this.#both.recomputed.result().sum },
      different: this.#different.result(),
    }
  }
}
