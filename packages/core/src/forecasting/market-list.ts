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
} from '../goals-model/markets.ts'
import type { ScoreMatrix } from '../goals-model/score-matrix.ts'
import type { SettlementProbabilities } from '../goals-model/settle-line.ts'
import { fairOdds } from '../odds/implied-probability.ts'
import type { MarketProbability } from './match-prediction.ts'

type Market = MarketProbability['market']

const TOTAL_LINES = [0.5, 1, 1.5, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.5, 5.5]
const TEAM_TOTAL_LINES = [0.5, 1.5, 2.5, 3.5]
const LARGEST_HANDICAP = 2.5
const HANDICAP_STEP = 0.25
const LARGEST_CORRECT_SCORE = 4
const SIDES = ['home', 'away'] as const
const PICKS = ['over', 'under'] as const

/** Handicaps given to the home side, from −2.5 to +2.5 by quarters. */
const HANDICAP_LINES = Array.from(
  { length: (2 * LARGEST_HANDICAP) / HANDICAP_STEP + 1 },
  (_, step) => step * HANDICAP_STEP - LARGEST_HANDICAP,
)

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
  for (let home = 0; home <= LARGEST_CORRECT_SCORE; home++) {
    for (let away = 0; away <= LARGEST_CORRECT_SCORE; away++) {
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
