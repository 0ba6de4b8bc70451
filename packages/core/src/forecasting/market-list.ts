import {
  asianHandicap,
  bothTeamsToScore,
  correctScore,
  doubleChance,
  drawNoBet,
  matchOutcome,
  teamTotal,
  totalGoals,
  winToNil,
  type SettlementProbabilities,
} from '../goals-model/markets.ts'
import type { ScoreMatrix } from '../goals-model/score-matrix.ts'
import { fairOdds } from '../odds/prices.ts'

/** One selection of one market, from the match's one score matrix. */
export interface MarketProbability {
  readonly market:
    | '1x2'
    | 'double_chance'
    | 'draw_no_bet'
    | 'total'
    | 'btts'
    | 'asian_handicap'
    | 'correct_score'
    | 'team_total'
    | 'win_to_nil'
  /** `home`, `draw`, `away`, `over`, `under`, `yes`, `no`, `home_or_draw`, `2-1`, `other`, `home_over` … */
  readonly selection: string
  /** Goals line, or the handicap that the selected side itself is given; null where the market has none. */
  readonly line: number | null
  /** Expected share of the stake that wins: the probability of winning, with half a win of a quarter line counted half. */
  readonly win: number
  /** Expected share of the stake that comes back: draw-no-bet, whole and quarter lines; else 0. */
  readonly push: number
  /** Decimal odds at which a bet has no edge; null when it cannot win or cannot lose. */
  readonly fairOdds: number | null
}

type Market = MarketProbability['market']

const TOTAL_LINES = [0.5, 1, 1.5, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.5, 5.5]
const TEAM_TOTAL_LINES = [0.5, 1.5, 2.5, 3.5]
const MAX_HANDICAP = 2.5
const HANDICAP_STEP = 0.25
const MAX_CORRECT_SCORE = 4
const SIDES = ['home', 'away'] as const
const PICKS = ['over', 'under'] as const

/** Handicaps given to the home side, from −2.5 to +2.5 by quarters. */
const HANDICAP_LINES = Array.from({ length: (2 * MAX_HANDICAP) / HANDICAP_STEP + 1 }, (_, step) => step * HANDICAP_STEP - MAX_HANDICAP)

/** Rounding may leave a sum of cells a hair above 1. */
const asProbability = (value: number): number => Math.min(1, Math.max(0, value))

function plain(market: Market, selection: string, probability: number): MarketProbability {
  const win = asProbability(probability)
  return { market, selection, line: null, win, push: 0, fairOdds: fairOdds(win) }
}

/** A quarter line's half results, as shares of the stake: half a win counts half in `win`, its other half in `push`. */
function settled(market: Market, pick: { selection: string; line: number | null }, shares: SettlementProbabilities): MarketProbability {
  return {
    market,
    selection: pick.selection,
    line: pick.line,
    win: asProbability(shares.win + shares.halfWin / 2),
    push: asProbability(shares.push + (shares.halfWin + shares.halfLoss) / 2),
    fairOdds: shares.fairOdds,
  }
}

function results(matrix: ScoreMatrix): MarketProbability[] {
  const outcome = matchOutcome(matrix)
  const either = doubleChance(matrix)
  return [
    plain('1x2', 'home', outcome.home),
    plain('1x2', 'draw', outcome.draw),
    plain('1x2', 'away', outcome.away),
    plain('double_chance', 'home_or_draw', either.homeOrDraw),
    plain('double_chance', 'home_or_away', either.homeOrAway),
    plain('double_chance', 'draw_or_away', either.drawOrAway),
    ...SIDES.map((side) => settled('draw_no_bet', { selection: side, line: null }, drawNoBet(matrix, side))),
  ]
}

function goals(matrix: ScoreMatrix): MarketProbability[] {
  const both = bothTeamsToScore(matrix)
  return [
    ...TOTAL_LINES.flatMap((line) => PICKS.map((pick) => settled('total', { selection: pick, line }, totalGoals(matrix, pick, line)))),
    plain('btts', 'yes', both.yes),
    plain('btts', 'no', both.no),
    ...SIDES.flatMap((side) =>
      TEAM_TOTAL_LINES.flatMap((line) =>
        PICKS.map((pick) => settled('team_total', { selection: `${side}_${pick}`, line }, teamTotal(matrix, side, { pick, line }))),
      ),
    ),
    ...SIDES.map((side) => plain('win_to_nil', side, winToNil(matrix, side))),
  ]
}

/** The line is the side's own: −0.5 on the away side gives half a goal away. */
function handicaps(matrix: ScoreMatrix): MarketProbability[] {
  return HANDICAP_LINES.flatMap((line) =>
    SIDES.map((side) => settled('asian_handicap', { selection: side, line }, asianHandicap(matrix, side, line))),
  )
}

/** Every score up to 4-4, then what is left. */
function correctScores(matrix: ScoreMatrix): MarketProbability[] {
  const listed: MarketProbability[] = []
  let rest = 1
  for (let home = 0; home <= MAX_CORRECT_SCORE; home++) {
    for (let away = 0; away <= MAX_CORRECT_SCORE; away++) {
      const probability = correctScore(matrix, home, away)
      rest -= probability
      listed.push(plain('correct_score', `${home}-${away}`, probability))
    }
  }
  return [...listed, plain('correct_score', 'other', rest)]
}

/** Every market of a match from its one score matrix, in a fixed order. */
export function listMarkets(matrix: ScoreMatrix): MarketProbability[] {
  return [...results(matrix), ...goals(matrix), ...handicaps(matrix), ...correctScores(matrix)]
}
