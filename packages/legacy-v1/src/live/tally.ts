import type {
  LiveClvWire,
  LiveCountWire,
  LivePrices,
  LiveProfitWire,
  LiveResolutionWire,
  MigrationLive,
} from '@mon-ps/contract/migration-upkeep'
import { clvPercent, usableOdds } from '../mapping/picks.ts'
import { formatRounded, toDouble } from '../mapping/values.ts'
import type { FoundMatch, TeamPair } from './resolve-names.ts'

/*
 * Each tally goes over rows one by one and keeps only figures and a few examples: memory does not grow with the table.
 */

const EXAMPLES = 20

/** Counts rows and keeps the first of them as examples. */
export class RowTally {
  #count = 0
  readonly #examples: LiveCountWire['examples'][number][] = []

  add(id: string | null, what: string): void {
    this.#count++
    if (this.#examples.length < EXAMPLES) this.#examples.push({ id, what })
  }

  result(): LiveCountWire {
    return { count: this.#count, examples: this.#examples }
  }
}

/** How many numbers there are, and what they add up to. */
class Sum {
  n = 0
  total = 0

  add(value: number): void {
    this.n++
    this.total += value
  }

  mean(): LiveClvWire['recorded'] {
    return { n: this.n, mean: this.n === 0 ? null : this.total / this.n }
  }

  sum(): LiveProfitWire['recorded'] {
    return { n: this.n, sum: formatAmount(this.total) }
  }
}

/** Amounts are summed as whole hundred-thousandths of a unit, so that no digit is lost. */
const PER_UNIT = 100_000
const SCALE = 5

/** Decimal text in hundred-thousandths; null where it is no number. */
export function toWhole(text: string | null): number | null {
  const { value } = toDouble(text)
  return value === null ? null : Math.round(value * PER_UNIT)
}

/** Hundred-thousandths as decimal text with two decimals, or as many more as it needs. */
const formatAmount = (whole: number) => (formatRounded(whole / PER_UNIT, SCALE) ?? '0.00').replace(/0{1,3}$/, '')

/** A row with its prices and its figures as recorded, and what it was found to be about. */
interface TalliedRow {
  readonly id: string | null
  /** Which match and which market. */
  readonly what: string
  readonly teams: TeamPair | null
  readonly match: FoundMatch | null
  readonly odds: string | null
  readonly closingOdds: string | null
  readonly recordedClv: string | null
  /** A repeat is compared, and left out of the recomputed mean. */
  readonly isRepeat: boolean
}

/** Half of the last digit that is recorded, and room for the subtraction's rounding. */
const RECORDED_CLV_ERROR = 0.0005 + 1e-9

type PicksReport = NonNullable<MigrationLive['picks']>
type BetsReport = NonNullable<MigrationLive['bets']>

/** What picks and bets have in common: the match they name, their prices, and what the score says of them. */
export class SelectionTally {
  readonly unknownMarkets = new RowTally()
  readonly pushesBookedAsLosses = new RowTally()
  readonly resultAgainstScore = new RowTally()
  readonly #resolved = { teams: 0, matches: 0, withoutTeams: new RowTally(), withoutMatch: new RowTally() }
  readonly #prices = { usable: 0, withClosing: 0, notUsable: new RowTally(), withoutClosing: new RowTally() }
  readonly #clv = { recorded: new Sum(), recomputed: new Sum(), different: new RowTally() }
  readonly #profit = {
    recorded: new Sum(),
    recomputed: new Sum(),
    bothRecorded: new Sum(),
    bothRecomputed: new Sum(),
    different: new RowTally(),
  }

  add(row: TalliedRow): void {
    this.#addMatch(row)
    this.#addPrices(row)
    this.#addClv(row)
  }

  #addMatch({ id, what, teams, match }: TalliedRow): void {
    const found = this.#resolved
    if (teams === null) return found.withoutTeams.add(id, what)
    found.teams++
    if (match === null) found.withoutMatch.add(id, what)
    else found.matches++
  }

  #addPrices({ id, what, odds, closingOdds }: TalliedRow): void {
    const prices = this.#prices
    if (usableOdds(odds) === null) return prices.notUsable.add(id, `${what} at ${odds ?? 'no odds'}`)
    prices.usable++
    if (usableOdds(closingOdds) === null) prices.withoutClosing.add(id, what)
    else prices.withClosing++
  }

  #addClv({ id, what, odds, closingOdds, recordedClv, isRepeat }: TalliedRow): void {
    const recorded = toDouble(recordedClv).value
    const recomputed = clvPercent(odds, closingOdds)
    if (recorded !== null) this.#clv.recorded.add(recorded)
    if (recomputed !== null && !isRepeat) this.#clv.recomputed.add(recomputed)
    if (recorded === null || recomputed === null || Math.abs(recorded - recomputed) <= RECORDED_CLV_ERROR) return
    this.#clv.different.add(id, `${what}: recorded ${recorded} %, recomputed ${recomputed.toFixed(3)} %`)
  }

  /** @param recomputed  hundred-thousandths of a unit; null where it is not known */
  addProfit(id: string | null, what: string, recordedProfit: string | null, recomputed: number | null): void {
    const profit = this.#profit
    const recorded = toWhole(recordedProfit)
    if (recorded !== null) profit.recorded.add(recorded)
    if (recomputed !== null) profit.recomputed.add(recomputed)
    if (recorded === null || recomputed === null) return
    profit.bothRecorded.add(recorded)
    profit.bothRecomputed.add(recomputed)
    if (recorded !== recomputed)
      profit.different.add(id, `${what}: recorded ${formatAmount(recorded)}, recomputed ${formatAmount(recomputed)}`)
  }

  result(): Omit<BetsReport, 'results'> & Pick<PicksReport, 'resolution'> {
    const resolution: LiveResolutionWire = {
      toTeams: this.#resolved.teams,
      toMatches: this.#resolved.matches,
      withoutTeams: this.#resolved.withoutTeams.result(),
      withoutMatch: this.#resolved.withoutMatch.result(),
    }
    const prices: LivePrices = {
      oddsNotUsable: this.#prices.notUsable.result(),
      usableOdds: this.#prices.usable,
      withClosingOdds: this.#prices.withClosing,
      withoutClosingOdds: this.#prices.withoutClosing.result(),
    }
    const clv: LiveClvWire = {
      recorded: this.#clv.recorded.mean(),
      recomputed: this.#clv.recomputed.mean(),
      different: this.#clv.different.result(),
    }
    const both = { recorded: this.#profit.bothRecorded.sum(), recomputed: this.#profit.bothRecomputed.sum() }
    const profit: LiveProfitWire = {
      recorded: this.#profit.recorded.sum(),
      recomputed: this.#profit.recomputed.sum(),
      both: { n: both.recorded.n, recorded: both.recorded.sum, recomputed: both.recomputed.sum },
      different: this.#profit.different.result(),
    }
    return {
      resolution,
      prices,
      unknownMarkets: this.unknownMarkets.result(),
      pushesBookedAsLosses: this.pushesBookedAsLosses.result(),
      resultAgainstScore: this.resultAgainstScore.result(),
      clv,
      profit,
    }
  }
}
