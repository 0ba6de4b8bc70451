import { z } from 'zod'

const LIVE_TABLES = ['odds', 'tracking_clv_picks', 'manual_bets'] as const

/** How many rows, and some of them: at most 20. */
export interface LiveCountWire {
  readonly count: number
  readonly examples: readonly { readonly id: string | null; readonly what: string }[]
}

const countWire: z.ZodType<LiveCountWire, LiveCountWire> = z
  .object({ count: z.number().int(), examples: z.array(z.object({ id: z.string().nullable(), what: z.string() })) })
  .meta({ id: 'LiveCount' })

const n = z.number().int()

/** How many rows name two teams of ours, and how many a match of ours. */
export interface LiveResolutionWire {
  readonly toTeams: number
  readonly toMatches: number
  readonly withoutTeams: LiveCountWire
  readonly withoutMatch: LiveCountWire
}

const resolutionWire: z.ZodType<LiveResolutionWire, LiveResolutionWire> = z.object({
  toTeams: n,
  toMatches: n,
  withoutTeams: countWire,
  withoutMatch: countWire,
})

/** Prices taken, and closing prices of those that can be used. */
export interface LivePricesWire {
  readonly oddsNotUsable: LiveCountWire
  readonly usableOdds: number
  readonly withClosingOdds: number
  readonly withoutClosingOdds: LiveCountWire
}

const pricesWire: z.ZodType<LivePricesWire, LivePricesWire> = z.object({
  oddsNotUsable: countWire,
  usableOdds: n,
  withClosingOdds: n,
  withoutClosingOdds: countWire,
})

/** Closing-line value, percent as the table writes it. */
export interface LiveClvWire {
  readonly recorded: { readonly n: number; readonly mean: number | null }
  readonly recomputed: { readonly n: number; readonly mean: number | null }
  readonly different: LiveCountWire
}

const mean = z.object({ n, mean: z.number().nullable() })
const clvWire: z.ZodType<LiveClvWire, LiveClvWire> = z.object({ recorded: mean, recomputed: mean, different: countWire })

/** Units, exact decimal text. */
export interface LiveProfitWire {
  readonly recorded: { readonly n: number; readonly sum: string }
  readonly recomputed: { readonly n: number; readonly sum: string }
  /** The rows that have both: here the two sums compare. */
  readonly both: { readonly n: number; readonly recorded: string; readonly recomputed: string }
  readonly different: LiveCountWire
}

const sum = z.object({ n, sum: z.string() })
const profitWire: z.ZodType<LiveProfitWire, LiveProfitWire> = z.object({
  recorded: sum,
  recomputed: sum,
  both: z.object({ n, recorded: z.string(), recomputed: z.string() }),
  different: countWire,
})

/** What picks and bets are both checked for. */
interface LiveChecksWire {
  readonly resolution: LiveResolutionWire
  readonly prices: LivePricesWire
  readonly unknownMarkets: LiveCountWire
  readonly pushesBookedAsLosses: LiveCountWire
  readonly resultAgainstScore: LiveCountWire
  readonly clv: LiveClvWire
  readonly profit: LiveProfitWire
}

const checks = {
  resolution: resolutionWire,
  prices: pricesWire,
  unknownMarkets: countWire,
  pushesBookedAsLosses: countWire,
  resultAgainstScore: countWire,
  clv: clvWire,
  profit: profitWire,
}

/** What the legacy's live tables hold, read where they stand. A part is null where its table is absent. */
export interface MigrationLiveWire {
  readonly tables: readonly {
    readonly table: (typeof LIVE_TABLES)[number]
    readonly present: boolean
    /** False where it stands there and this role may not read it. */
    readonly readable: boolean
    readonly rows: number
    readonly columns: readonly string[]
    /** Declared and not there: read as null. */
    readonly missingColumns: readonly string[]
    /** There and not declared: left alone. */
    readonly extraColumns: readonly string[]
  }[]
  readonly odds: { readonly notUsable: number; readonly bookmakers: number; readonly matches: number } | null
  readonly picks:
    | (LiveChecksWire & {
        /** The same selection on the same match again: the first one counts. */
        readonly repeats: LiveCountWire
        readonly markets: readonly {
          readonly market: string
          readonly spellings: readonly { readonly spelling: string; readonly rows: number }[]
        }[]
        readonly marketsWithVariants: number
      })
    | null
  readonly bets: (LiveChecksWire & { readonly results: Readonly<Record<string, number>> }) | null
}

export const migrationLiveWire: z.ZodType<MigrationLiveWire, MigrationLiveWire> = z
  .object({
    tables: z.array(
      z.object({
        table: z.enum(LIVE_TABLES),
        present: z.boolean(),
        readable: z.boolean(),
        rows: n,
        columns: z.array(z.string()),
        missingColumns: z.array(z.string()),
        extraColumns: z.array(z.string()),
      }),
    ),
    odds: z.object({ notUsable: n, bookmakers: n, matches: n }).nullable(),
    picks: z
      .object({
        ...checks,
        repeats: countWire,
        markets: z.array(z.object({ market: z.string(), spellings: z.array(z.object({ spelling: z.string(), rows: n })) })),
        marketsWithVariants: n,
      })
      .nullable(),
    bets: z.object({ ...checks, results: z.record(z.string(), n) }).nullable(),
  })
  .meta({ id: 'MigrationLive' })
