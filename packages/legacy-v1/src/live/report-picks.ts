import { clvPercentOfPick, selectionKey } from '../mapping/picks.ts'
import { type LegacyOutcome, outcomeOf, profitOf } from '../mapping/live-settlement.ts'
import type { ReadPick } from './read-picks.ts'
import { ClosingTally, ClvTally, ProfitTally, ResolutionTally, RowTally, type TalliedRow, wholeOf } from './tally.ts'
import type { LivePicksReport, MarketSpellings } from './types.ts'

/** A stake of so many units is settled to the cent, which is a unit's fifth decimal. */
const SETTLED_STAKE = '1000'
const SETTLED_UNITS = 1000

/** What the score says; null for a pick that is open, without score or of an unknown market. */
function settledOutcome({ row, selection }: ReadPick): LegacyOutcome | null {
  const { scoreHome: home, scoreAway: away } = row
  if (row.isResolved !== true || selection === null || home === null || away === null) return null
  return outcomeOf(selection, { home, away })
}

/** The ways in which the table writes each market. */
class MarketTally {
  readonly #markets = new Map<string, Map<string, number>>()

  add(market: string, spelling: string): void {
    const spellings = this.#markets.get(market) ?? new Map<string, number>()
    this.#markets.set(market, spellings.set(spelling, (spellings.get(spelling) ?? 0) + 1))
  }

  result(): MarketSpellings[] {
    const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1)
    return [...this.#markets].sort(byKey).map(([market, spellings]) => ({
      market,
      spellings: [...spellings].sort(byKey).map(([spelling, rows]) => ({ spelling, rows })),
    }))
  }
}

/** Goes over the picks one by one and keeps only figures and examples. */
export class PicksTally {
  readonly #resolution = new ResolutionTally()
  readonly #prices = new ClosingTally()
  readonly #clv = new ClvTally()
  readonly #profit = new ProfitTally()
  readonly #markets = new MarketTally()
  readonly #unknownMarkets = new RowTally()
  readonly #repeats = new RowTally()
  readonly #pushes = new RowTally()
  readonly #againstScore = new RowTally()

  add(pick: ReadPick): void {
    const { row, selection, teams, match, repeats } = pick
    const named = { id: row.id, what: `${row.matchName ?? `${row.homeTeam} vs ${row.awayTeam}`}, ${row.marketType}` }
    this.#resolution.add(named, teams, match)
    if (selection === null) this.#unknownMarkets.add(row.id, String(row.marketType))
    else this.#markets.add(selectionKey(selection), row.marketType ?? '')
    if (repeats !== null) this.#repeats.add(row.id, `${named.what}: the same as pick ${repeats.id} of ${repeats.source}`)
    this.#prices.add(named, row.oddsTaken, row.closingOdds)
    this.#clv.add(named, row.clvPercentage, clvPercentOfPick(row), repeats === null)
    this.#addSettlement(named, pick)
  }

  #addSettlement({ id, what }: TalliedRow, pick: ReadPick): void {
    const { row } = pick
    const outcome = settledOutcome(pick)
    const named = { id, what: outcome === null ? what : `${what} ${row.scoreHome}-${row.scoreAway}` }
    const settled = outcome === null ? null : wholeOf(profitOf(SETTLED_STAKE, row.oddsTaken, outcome))
    this.#profit.add(named, row.profitLoss, settled === null ? null : settled / SETTLED_UNITS)
    if (outcome === null || row.isWinner === null) return
    const won = outcome === 'won' || outcome === 'half-won'
    if (outcome === 'push') {
      if (!row.isWinner) this.#pushes.add(id, named.what)
    } else if (row.isWinner !== won) this.#againstScore.add(id, `${named.what}: booked as ${row.isWinner ? 'won' : 'lost'}`)
  }

  result(): LivePicksReport {
    const markets = this.#markets.result()
    return {
      resolution: this.#resolution.result(),
      prices: this.#prices.result(),
      repeats: this.#repeats.result(),
      markets,
      unknownMarkets: this.#unknownMarkets.result(),
      marketsWithVariants: markets.filter(({ spellings }) => spellings.length > 1).length,
      pushesBookedAsLosses: this.#pushes.result(),
      resultAgainstScore: this.#againstScore.result(),
      clv: this.#clv.result(),
      profit: this.#profit.result(),
    }
  }
}
