import { beforeAll, describe, expect, test } from 'vitest'
import { csvFile } from '../../test/csv-file.ts'
import { competitionForDivision } from '../sources/football-data/catalogue.ts'
import { readFootballData } from '../sources/football-data/read-football-data.ts'
import { removeOverround } from '../odds/remove-overround.ts'
import { type DemoFile, demoAsCsv } from './demo-as-csv.ts'
import { finalOrder, DEMO_DIVISIONS, type DemoSeason, simulateDemo } from './simulate-demo.ts'

const SEED = 20_260_801
let seasons: DemoSeason[]
let files: DemoFile[]

beforeAll(() => {
  seasons = simulateDemo({ seed: SEED })
  files = demoAsCsv({ seed: SEED })
})

/** FNV-1a, 32 bits. */
function digest(texts: readonly string[]): string {
  let hash = 0x811c9dc5
  for (const text of texts) for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}

const listTeams = ({ matches }: DemoSeason) => new Set(matches.flatMap(({ match }) => [match.home, match.away]))
const of = (division: string) => seasons.filter((season) => season.division === division)
const played = () => seasons.flatMap(({ matches }) => matches).filter(({ match }) => match.status === 'played')

describe('the demo', () => {
  test('the same seed gives the same bytes', () => {
    expect(digest(files.flatMap(({ fileName, text }) => [fileName, text]))).toBe('0eeacc72')
  })

  test('another seed gives another demo', () => {
    expect(simulateDemo({ seed: SEED + 1 })[0]?.matches[0]).not.toEqual(seasons[0]?.matches[0])
  })

  test('the reader takes every row of its files and gives back the very matches and prices', () => {
    expect(files.map(({ fileName }) => fileName).slice(-2)).toEqual(['VE1_2526.csv', 'VE2_2526.csv'])
    files.forEach(({ fileName, text }, index) => {
      const read = readFootballData(csvFile(fileName, text))
      if (read.kind === 'refused') throw new Error(read.refusal.message)
      expect([fileName, read.rejected, read.issues]).toEqual([fileName, 0, []])
      const simulated = seasons[index]?.matches ?? []
      expect(read.accepted.map(({ match }) => match)).toEqual(simulated.map(({ match }) => match))
      const sorted = (quotes: readonly { market: string; phase: string; bookmaker: string }[]) =>
        quotes.map((quote) => JSON.stringify(quote, Object.keys(quote).sort())).sort()
      read.accepted.forEach(({ quotes }, row) => {
        expect(sorted(quotes)).toEqual(sorted(simulated[row]?.quotes ?? []))
      })
    })
  })

  test('every pair of a division meets once at each ground, and nobody plays twice within two days', () => {
    for (const { matches } of seasons) {
      expect(new Set(matches.map(({ match }) => `${match.home} v ${match.away}`)).size).toBe(18 * 17)
      const lastPlayed = new Map<string, number>()
      for (const { match } of matches) {
        for (const team of [match.home, match.away]) {
          const day = Date.parse(match.kickoffOn) / 86_400_000
          expect(day - (lastPlayed.get(team) ?? 0)).toBeGreaterThan(2)
          lastPlayed.set(team, day)
        }
      }
    }
  })

  test('each summer the last three of the first division change places with the first three of the second', () => {
    const [first, second] = DEMO_DIVISIONS.map(of) as [DemoSeason[], DemoSeason[]]
    first.slice(1).forEach((next, index) => {
      const order = (season: DemoSeason | undefined) => finalOrder((season?.matches ?? []).map(({ match }) => match))
      const promoted = [...listTeams(next)].filter((team) => !order(first[index]).includes(team))
      expect(promoted.sort()).toEqual(order(second[index]).slice(0, 3).sort())
      expect(
        order(first[index])
          .slice(-3)
          .some((team) => listTeams(next).has(team)),
      ).toBe(false)
    })
  })

  test('the last season is under way: fixtures without a score, prices for the next two rounds only', () => {
    for (const division of DEMO_DIVISIONS) {
      const matches = of(division).at(-1)?.matches ?? []
      const fixtures = matches.filter(({ match }) => match.status === 'scheduled')
      expect([matches.length, fixtures.length]).toEqual([306, 126])
      const quoted = fixtures.filter(({ quotes }) => quotes.length > 0)
      expect(quoted).toEqual(fixtures.slice(0, 18))
      expect(quoted.flatMap(({ quotes }) => quotes).every((quote) => quote.phase === 'open')).toBe(true)
    }
  })

  test('its divisions have a name that says they are invented', () => {
    expect(DEMO_DIVISIONS.map((code) => competitionForDivision(code).country)).toEqual(['Verania (invented)', 'Verania (invented)'])
  })
})

describe('its numbers hang together', () => {
  test('goals follow the true rates', () => {
    const expected = played().reduce((sum, { homeGoalRate, awayGoalRate }) => sum + homeGoalRate + awayGoalRate, 0)
    const scored = played().reduce((sum, { match }) => sum + (match.fullTime?.home ?? 0) + (match.fullTime?.away ?? 0), 0)
    // Poisson: four standard errors.
    expect(Math.abs(scored - expected)).toBeLessThan(4 * Math.sqrt(expected))
  })

  test('no side scores more than it hits the target, or hits it more than it shoots', () => {
    for (const { match } of played()) {
      for (const [goals, counts] of [
        [match.fullTime?.home, match.homeStatistics],
        [match.fullTime?.away, match.awayStatistics],
      ] as const) {
        expect(goals ?? 0).toBeLessThanOrEqual(counts.shotsOnTarget ?? -1)
        expect(counts.shotsOnTarget ?? 0).toBeLessThanOrEqual(counts.shots ?? -1)
      }
    }
  })

  const listQuotes = (phase: string, bookmaker: string) =>
    played().flatMap(({ match, quotes }) =>
      quotes
        .filter((quote) => quote.market === '1x2' && quote.phase === phase && quote.bookmaker === bookmaker)
        .map((quote) => ({ match, quote })),
    )
  const implied = (quote: { price1: number | null; priceX: number | null; price2: number | null }) =>
    [quote.price1, quote.priceX, quote.price2].map((price) => 1 / (price ?? Number.NaN))
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

  test('its football is that of the big European leagues', () => {
    const share = (holds: (home: number, away: number) => boolean) =>
      mean(played().map(({ match: { fullTime } }) => (fullTime && holds(fullTime.home, fullTime.away) ? 1 : 0)))
    const each = (of: 'shots' | 'shotsOnTarget' | 'corners' | 'fouls' | 'yellows', side: 'home' | 'away') =>
      mean(played().map(({ match }) => (side === 'home' ? match.homeStatistics : match.awayStatistics)[of] ?? Number.NaN))
    // Means of five leagues over eleven seasons; 3,420 matches leave a standard error below 0.01 in a share.
    const figures: [found: number, real: number, tolerance: number][] = [
      [share((home, away) => home > away), 0.448, 0.03],
      [share((home, away) => home === away), 0.25, 0.03],
      [share((home, away) => home + away > 2), 0.521, 0.05],
      [share((home, away) => home > 0 && away > 0), 0.526, 0.05],
      [mean(played().map(({ match }) => (match.fullTime?.home ?? 0) + (match.fullTime?.away ?? 0))), 2.76, 0.2],
      [each('shots', 'home'), 13.6, 0.8],
      [each('shots', 'away'), 11.1, 0.8],
      [each('shotsOnTarget', 'home'), 4.92, 0.4],
      [each('shotsOnTarget', 'away'), 4.02, 0.5],
      [each('corners', 'home'), 5.52, 0.4],
      [each('corners', 'away'), 4.46, 0.4],
      [each('fouls', 'home'), 12.8, 1],
      [each('fouls', 'away'), 13.1, 1],
      [each('yellows', 'home'), 1.9, 0.3],
      [each('yellows', 'away'), 2.14, 0.3],
    ]
    figures.forEach(([found, real, tolerance], index) => {
      expect(Math.abs(found - real), `figure ${index}: ${found}, expected about ${real}`).toBeLessThan(tolerance)
    })
  })

  test('books keep two to seven per cent, the best price less than any book', () => {
    const margin = (bookmaker: string) =>
      mean(listQuotes('open', bookmaker).map(({ quote }) => implied(quote).reduce((sum, p) => sum + p, 0) - 1))
    expect(margin('pinnacle')).toBeCloseTo(0.024, 2)
    expect(margin('interwetten')).toBeCloseTo(0.065, 2)
    expect(margin('max')).toBeLessThan(margin('pinnacle'))
    expect(margin('average')).toBeCloseTo(0.05, 2)
  })

  test('closing prices forecast better than opening ones', () => {
    const logLoss = (phase: string) =>
      mean(
        listQuotes(phase, 'pinnacle').map(({ match, quote }) => {
          const probabilities = implied(quote)
          const total = probabilities.reduce((sum, p) => sum + p, 0)
          const outcome = Math.sign((match.fullTime?.away ?? 0) - (match.fullTime?.home ?? 0)) + 1
          return -Math.log((probabilities[outcome] ?? Number.NaN) / total)
        }),
      )
    expect(logLoss('close')).toBeLessThan(logLoss('open'))
  })

  test('prices drift between opening and close as far as real ones do, and in no direction', () => {
    const winAt = (phase: string) =>
      listQuotes(phase, 'pinnacle').map(
        ({ quote }) =>
          removeOverround(
            implied(quote).map((p) => 1 / p),
            'power',
          )[0] ?? Number.NaN,
      )
    const before = winAt('open')
    const drift = winAt('close').map((p, index) => Math.log(p / (before[index] ?? Number.NaN)))
    expect(Math.sqrt(mean(drift.map((step) => step ** 2)))).toBeCloseTo(0.09, 1.7)
    expect(Math.abs(mean(drift))).toBeLessThan(0.01)
  })
})

test('a seed that is no integer is refused', () => {
  expect(() => simulateDemo({ seed: 0.5 })).toThrow('expected an integer')
})
