import type { ProfileGap } from '@mon-ps/contract/reason'
import type { NarrativeFacts } from '@mon-ps/contract/team-profile'
import { describe, expect, test } from 'vitest'
import { describeProfileGap, narrate } from './narrate.ts'

const narrateInBoth = (facts: NarrativeFacts) => ({ en: narrate(facts, 'en').join('\n'), fr: narrate(facts, 'fr').join('\n') })

const about = (value: number, half: number, n = 38) => ({ value, interval: [value - half, value + half] as const, n })
const home = { market: 'home_win', bets: 1400, yieldFraction: { value: 0.081, interval: [0.02, 0.142] }, qValue: 0.012 } as const
const draw = { market: 'draw', bets: 96, yieldFraction: { value: -0.3, interval: null }, qValue: null } as const

/** A team of which everything is known. */
const told: NarrativeFacts = {
  place: { team: 'Arsenal', league: 'Premier League', rank: 2, teams: 20, tier: 'ELITE' },
  archetype: { archetype: 'COMPLETE', probability: 0.914, attack: about(0.41, 0.1, 152), defence: about(0.2, 0.25, 152) },
  shots: { own: { ...about(15.25, 1.5), percentile: 92.6 }, against: { ...about(9, 0.5), percentile: 3 } },
  fouls: { ...about(10.5, 0.75), percentile: 41 },
  prices: { favourite: about(0.816, 0.125), median: about(1.625, 0.25), low: 1.25, high: 3.5 },
  results: { won: about(0.632, 0.125), wonExpected: 0.588, over: about(0.5, 0.125), overExpected: null },
  drift: about(-0.0125, 0.005, 1138),
  luck: { seen: -0.125, seenMatches: 19, nextMatches: 10, expected: -0.02, interval: [-0.75, 0.71] },
  opponent: { ...about(-0.25, 0.5, 14), name: 'Brighton', couldBeChance: true },
  exploit: [home],
  avoid: [draw],
  noMarket: null,
  best: { strategy: 'BACK_HOME', bets: 400, yieldFraction: { value: 0.1, interval: [0.0625, 0.1375] } },
  noStrategy: null,
}
/** A team of which nothing is known but why. */
const quiet: NarrativeFacts = {
  place: null,
  archetype: null,
  shots: null,
  fouls: null,
  prices: null,
  results: null,
  drift: null,
  luck: null,
  opponent: null,
  exploit: [],
  avoid: [],
  noMarket: { code: 'no_market_with_enough_bets', minBets: 30 },
  best: null,
  noStrategy: { code: 'no_rule_is_evidence', rules: 12 },
}

describe('narrative', () => {
  const numbersOf = (text: string, language: 'en' | 'fr'): string[] => {
    const plain =
      language === 'en' ? text.replace(/(?<=\d),(?=\d{3})/g, '') : text.replace(/(?<=\d)\u202F(?=\d)/g, '').replace(/(?<=\d),(?=\d)/g, '.')
    return plain.match(/[−+]?\d+(\.\d+)?/g) ?? []
  }

  test('says every fact in its own sentence, in the words of each language', () => {
    expect(narrateInBoth(told)).toEqual({
      en: [
        'Arsenal (Premier League) is 2nd of 20 by fitted attack and defence: tier ELITE.',
        'Archetype COMPLETE, high attack and high defence of its league, with probability 91%: attack +0.41 [+0.31, +0.51] and defence +0.20 [−0.05, +0.45] on the log scale, from 152 matches.',
        'It takes 15.3 shots a match [13.8, 16.8] and concedes 9.0 [8.5, 9.5]: the 93rd and the 3rd percentile of its league.',
        'It commits 10.5 fouls a match [9.8, 11.3], the 41st percentile, from 38 matches.',
        'Closing odds made it favourite in 82% of 38 matches [69%, 94%]; the fair price of its win had the median 1.63 [1.38, 1.88] and lay between 1.25 and 3.50 in four matches of five.',
        'It won 63% of 38 matches [51%, 76%], where closing odds expected 59%; 50% [38%, 63%] had more than 2.5 goals.',
        'Between opening and close the fair probability of its win moves by −1.25% [−1.75, −0.75] (logarithm, 1,138 matches).',
        'In 19 matches of the season it scored 0.13 fewer goals a match than the market expected; over the next 10 the forecast is −0.02 [−0.75, +0.71].',
        'Its lowest shrunk record is against Brighton: −0.25 goals a meeting beyond the closing odds [−0.75, +0.25] over 14 meetings, which could be chance.',
        'Markets with a profit that survives the correction: its win at home, 8.1% of the stakes [2.0%, 14.2%] over 1,400 bets, q 0.012.',
        'Markets with a loss that survives the correction: the draw, −30.0% of the stakes over 96 bets, q 1.000.',
        'Evidence stands behind BACK_HOME: 10.0% of the stakes [6.3%, 13.8%] over 400 bets.',
      ].join('\n'),
      fr: [
        'Arsenal (Premier League) est 2e sur 20 par l’attaque et la défense ajustées : palier ELITE.',
        'Archétype COMPLETE, attaque haute et défense haute de son championnat, avec une probabilité de 91\u202F% : attaque +0,41 [+0,31 ; +0,51] et défense +0,20 [−0,05 ; +0,45] sur l’échelle logarithmique, d’après 152 matchs.',
        'Elle tire 15,3 fois par match [13,8 ; 16,8] et concède 9,0 tirs [8,5 ; 9,5] : le 93e et le 3e centile de son championnat.',
        'Elle commet 10,5 fautes par match [9,8 ; 11,3], le 41e centile, d’après 38 matchs.',
        'Les cotes de clôture en ont fait la favorite dans 82\u202F% de 38 matchs [69\u202F% ; 94\u202F%] ; la cote juste de sa victoire avait pour médiane 1,63 [1,38 ; 1,88] et se tenait entre 1,25 et 3,50 dans quatre matchs sur cinq.',
        'Elle a gagné 63\u202F% de 38 matchs [51\u202F% ; 76\u202F%], quand les cotes de clôture en attendaient 59\u202F% ; 50\u202F% [38\u202F% ; 63\u202F%] ont eu plus de 2,5 buts.',
        'Entre l’ouverture et la clôture, la probabilité juste de sa victoire bouge de −1,25\u202F% [−1,75 ; −0,75] (logarithme, 1\u202F138 matchs).',
        'En 19 matchs de la saison elle a marqué 0,13 but de moins par match que ne l’attendait le marché ; pour les 10 suivants, la prévision est −0,02 [−0,75 ; +0,71].',
        'Son bilan corrigé le plus bas est contre Brighton : −0,25 but par rencontre au-delà des cotes de clôture [−0,75 ; +0,25] sur 14 rencontres, ce qui peut être le hasard.',
        'Marchés dont le gain survit à la correction : sa victoire à domicile, 8,1\u202F% des mises [2,0\u202F% ; 14,2\u202F%] sur 1\u202F400 paris, q 0,012.',
        'Marchés dont la perte survit à la correction : le nul, −30,0\u202F% des mises sur 96 paris, q 1,000.',
        'Une preuve soutient BACK_HOME : 10,0\u202F% des mises [6,3\u202F% ; 13,8\u202F%] sur 400 paris.',
      ].join('\n'),
    })
  })

  test('says the same numbers in both languages', () => {
    const { en, fr } = narrateInBoth(told)
    expect(numbersOf(en, 'en').length).toBeGreaterThan(20)
    expect(numbersOf(fr, 'fr')).toEqual(numbersOf(en, 'en'))
  })

  test('has no sentence without a number', () => {
    const { en, fr } = narrateInBoth(told)
    for (const text of [en, fr]) {
      const sentences = text.split('\n')
      expect(sentences).toHaveLength(12)
      for (const sentence of sentences) expect(sentence).toMatch(/\d/)
    }
  })

  test('leaves out what is not measured, and says why nothing is proven', () => {
    expect(narrateInBoth(quiet).en.split('\n')).toEqual([
      'No market of this team has 30 bets at an opening average price.',
      '12 rules were played on this team’s matches: none is evidence by profit, by closing line and after the correction for all records.',
    ])
    expect(narrateInBoth({ ...told, shots: null })).toEqual({
      en: narrateInBoth(told).en.replace(/It takes .*\n/, ''),
      fr: narrateInBoth(told).fr.replace(/Elle tire .*\n/, ''),
    })
  })

  test('turns with the sign of luck and with what an interval leaves out', () => {
    const { en, fr } = narrateInBoth({
      ...quiet,
      luck: { ...told.luck!, seen: 0.25 },
      opponent: { ...told.opponent!, couldBeChance: false },
    })
    expect(en).toContain('it scored 0.25 more goals a match')
    expect(en).toContain('over 14 meetings, an interval without 0.')
    expect(fr).toContain('elle a marqué 0,25 but de plus par match')
    expect(fr).toContain('sur 14 rencontres, un intervalle sans 0.')
  })

  test('is in English where no language is asked for', () => {
    expect(narrate(told)).toEqual(narrate(told, 'en'))
  })
})

describe('why something is missing', () => {
  const gaps: readonly (readonly [gap: ProfileGap, en: string, fr: string])[] = [
    [
      { code: 'strengths_not_reliable', minReliability: 0.3 },
      'Attack or defence is not measured well enough: less than 0.3 of the number is the team’s own.',
      'L’attaque ou la défense n’est pas assez bien mesurée : moins de 0,3 du nombre vient de l’équipe elle-même.',
    ],
    [
      { code: 'too_few_teams' },
      'Too few teams of the league are measured to say what is high and what is low in it.',
      'Trop peu d’équipes du championnat sont mesurées pour dire ce qui y est haut et ce qui y est bas.',
    ],
    [
      { code: 'no_market_with_enough_bets', minBets: 30 },
      'No market of this team has 30 bets at an opening average price.',
      'Aucun marché de cette équipe ne compte 30 paris à une cote d’ouverture moyenne.',
    ],
    [
      { code: 'no_market_earns', tested: 5, cellsLookedAt: 1234 },
      '5 markets of this team were looked at among 1,234 of all teams: none shows a profit that excludes zero after the correction for so many looks.',
      '5 marchés de cette équipe ont été examinés parmi 1\u202F234 de toutes les équipes : aucun ne montre un gain qui exclut zéro après la correction pour autant d’examens.',
    ],
    [
      { code: 'no_market_loses', tested: 4, cellsLookedAt: 20 },
      '4 markets of this team were looked at among 20 of all teams: none shows a loss that excludes zero after the correction for so many looks.',
      '4 marchés de cette équipe ont été examinés parmi 20 de toutes les équipes : aucun ne montre une perte qui exclut zéro après la correction pour autant d’examens.',
    ],
    [{ code: 'no_bets' }, 'No rule has made a bet on a match of this team.', 'Aucune règle n’a parié sur un match de cette équipe.'],
    [
      { code: 'no_rule_is_evidence', rules: 12 },
      '12 rules were played on this team’s matches: none is evidence by profit, by closing line and after the correction for all records.',
      '12 règles ont été jouées sur les matchs de cette équipe : aucune n’est une preuve à la fois par le gain, par la cote de clôture et après la correction pour tous les bilans.',
    ],
    [
      { code: 'no_rule_names_a_ground' },
      'Its proven rules bet at both grounds: none of them names a scenario.',
      'Ses règles prouvées parient à domicile comme à l’extérieur : aucune ne nomme un scénario.',
    ],
  ]

  test.each(gaps)('$code is said in both languages', (gap, en, fr) => {
    expect([describeProfileGap(gap), describeProfileGap(gap, 'fr')]).toEqual([en, fr])
  })
})
