import type { ProfileGap } from '@mon-ps/contract/reason'
import type { NarrativePhrases, Said } from './phrases.ts'
import * as text from './number-text.ts'

type Ends = readonly [number, number]
type ToldMarket = Said<'exploit'>[number]

const decimal = (value: number, digits: number) => text.decimal(value, digits, 'en')
const signed = (value: number, digits: number) => text.signed(value, digits, 'en')
const percent = (value: number, digits = 0) => text.percent(value, digits, 'en')
const count = (value: number) => text.count(value, 'en')
const ordinal = (value: number) => text.ordinal(Math.round(value), 'en')
const between = ([low, high]: Ends, write: (value: number) => string) => `[${write(low)}, ${write(high)}]`

const ARCHETYPE_WORDS: Readonly<Record<Said<'archetype'>['archetype'], string>> = {
  COMPLETE: 'high attack and high defence',
  ATTACK_LED: 'attack before defence',
  DEFENCE_LED: 'defence before attack',
  BALANCED: 'attack and defence near the middle',
  BLUNT: 'low attack, defence near the middle',
  EXPOSED: 'low defence, attack near the middle',
  STRUGGLING: 'low attack and low defence',
}

const MARKET_WORDS: Readonly<Record<ToldMarket['market'], string>> = {
  home_win: 'its win at home',
  away_win: 'its win away',
  draw: 'the draw',
  over_2_5: 'more than 2.5 goals',
  under_2_5: 'fewer than 2.5 goals',
}

const expecting = (expected: number | null) => (expected === null ? '' : `, where closing odds expected ${percent(expected)}`)

function cellText({ market, bets, yieldFraction: { value, interval }, qValue }: ToldMarket): string {
  const ends = interval === null ? '' : ` ${between(interval, (end) => percent(end, 1))}`
  return `${MARKET_WORDS[market]}, ${percent(value ?? 0, 1)} of the stakes${ends} over ${count(bets)} bets, q ${decimal(qValue ?? 1, 3)}`
}

function gapText(gap: ProfileGap): string {
  switch (gap.code) {
    case 'strengths_not_reliable':
      return `Attack or defence is not measured well enough: less than ${gap.minReliability} of the number is the team’s own.`
    case 'too_few_teams':
      return 'Too few teams of the league are measured to say what is high and what is low in it.'
    case 'no_market_with_enough_bets':
      return `No market of this team has ${gap.minBets} bets at an opening average price.`
    case 'no_market_earns':
    case 'no_market_loses': {
      const found = gap.code === 'no_market_earns' ? 'a profit' : 'a loss'
      return `${count(gap.tested)} markets of this team were looked at among ${count(gap.cellsLookedAt)} of all teams: none shows ${found} that excludes zero after the correction for so many looks.`
    }
    case 'no_bets':
      return 'No rule has made a bet on a match of this team.'
    case 'no_rule_is_evidence':
      return `${count(gap.rules)} rules were played on this team’s matches: none is evidence by profit, by closing line and after the correction for all records.`
    case 'no_rule_names_a_ground':
      return 'Its proven rules bet at both grounds: none of them names a scenario.'
  }
}

/** The sentences in English. */
export const ENGLISH: NarrativePhrases = {
  place: ({ team, league, rank, teams, tier }) =>
    `${team} (${league}) is ${ordinal(rank)} of ${count(teams)} by fitted attack and defence: tier ${tier}.`,
  archetype: ({ archetype, probability, attack, defence }) =>
    `Archetype ${archetype}, ${ARCHETYPE_WORDS[archetype]} of its league, with probability ${percent(probability)}: attack ${signed(attack.value, 2)} ${between(attack.interval, (end) => signed(end, 2))} and defence ${signed(defence.value, 2)} ${between(defence.interval, (end) => signed(end, 2))} on the log scale, from ${count(attack.n)} matches.`,
  shots: ({ own, against }) =>
    `It takes ${decimal(own.value, 1)} shots a match ${between(own.interval, (end) => decimal(end, 1))} and concedes ${decimal(against.value, 1)} ${between(against.interval, (end) => decimal(end, 1))}: the ${ordinal(own.percentile)} and the ${ordinal(against.percentile)} percentile of its league.`,
  fouls: ({ value, interval, percentile, n }) =>
    `It commits ${decimal(value, 1)} fouls a match ${between(interval, (end) => decimal(end, 1))}, the ${ordinal(percentile)} percentile, from ${count(n)} matches.`,
  prices: ({ favourite, median, low, high }) =>
    `Closing odds made it favourite in ${percent(favourite.value)} of ${count(favourite.n)} matches ${between(favourite.interval, percent)}; the fair price of its win had the median ${decimal(median.value, 2)} ${between(median.interval, (end) => decimal(end, 2))} and lay between ${decimal(low, 2)} and ${decimal(high, 2)} in four matches of five.`,
  results: ({ won, wonExpected, over, overExpected }) =>
    `It won ${percent(won.value)} of ${count(won.n)} matches ${between(won.interval, percent)}${expecting(wonExpected)}; ${percent(over.value)} ${between(over.interval, percent)} had more than 2.5 goals${expecting(overExpected)}.`,
  drift: ({ value, interval, n }) =>
    `Between opening and close the fair probability of its win moves by ${signed(100 * value, 2)}% ${between(interval, (end) => signed(100 * end, 2))} (logarithm, ${count(n)} matches).`,
  luck: ({ seen, seenMatches, nextMatches, expected, interval }) =>
    `In ${count(seenMatches)} matches of the season it scored ${decimal(Math.abs(seen), 2)} ${seen < 0 ? 'fewer' : 'more'} goals a match than the market expected; over the next ${count(nextMatches)} the forecast is ${signed(expected, 2)} ${between(interval, (end) => signed(end, 2))}.`,
  opponent: ({ name, value, interval, n, couldBeChance }) =>
    `Its lowest shrunk record is against ${name}: ${signed(value, 2)} goals a meeting beyond the closing odds ${between(interval, (end) => signed(end, 2))} over ${count(n)} meetings, ${couldBeChance ? 'which could be chance' : 'an interval without 0'}.`,
  exploit: (cells) => `Markets with a profit that survives the correction: ${cells.map(cellText).join('; ')}.`,
  avoid: (cells) => `Markets with a loss that survives the correction: ${cells.map(cellText).join('; ')}.`,
  best: ({ strategy, bets, yieldFraction: { value, interval } }) =>
    `Evidence stands behind ${strategy}: ${percent(value ?? 0, 1)} of the stakes${interval === null ? '' : ` ${between(interval, (end) => percent(end, 1))}`} over ${count(bets)} bets.`,
  gap: gapText,
}
