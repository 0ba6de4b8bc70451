import { describe, expect, test } from 'vitest'
import { demoTable } from '../../../../test/tables-from-records.ts'
import { historyBefore } from '../../../football/history.ts'
import type { Minute } from '../../../football/time.ts'
import { fitGoalsModel } from '../../../goals-model/fit-goals-model.ts'
import { buildLeagueDna } from '../../build-league-dna.ts'
import { classifyByStrength } from '../../classify-teams.ts'
import { marketExpectation } from '../../market-expectation.ts'
import { listMetrics } from '../known-metric.ts'
import { type MarketCell, PROFILE_MARKETS } from '../proven-findings.ts'
import { outlineTeams, profileTeams } from '../team-profile.ts'
import { describeGap, narrate, narrativeText, readNarrative } from './narrate.ts'
import type { ProfileGap } from './phrases.ts'

const table = demoTable()
const history = historyBefore(table, ((table.columns.knownAt.at(-1) ?? 0) + 1) as Minute)
const season = table.seasons.at(-1) as string
const model = fitGoalsModel(history)
const dna = buildLeagueDna(history, model, { season })
const outlines = outlineTeams(history, marketExpectation(history), dna)
const nameOf = (id: number): string => table.teams.find((team) => team.id === id)?.name ?? ''

const cells = dna.flatMap(({ teamId }, i) =>
  PROFILE_MARKETS.map(
    (market, j): MarketCell => ({
      competition: table.competition,
      teamId,
      market,
      bets: 100,
      yieldFraction: { value: 0.01 * (i - j), n: 100, interval: [0.01 * (i - j) - 0.3, 0.01 * (i - j) + 0.3] },
      closingLineValue: { value: -0.03, n: 90, interval: [-0.05, -0.01] },
    }),
  ),
)
const tiers = classifyByStrength(
  model,
  dna.map(({ teamId }) => teamId),
)
const leagueToProfile = { competition: table.competition, name: 'Demo', dna, tiers, outlines, nameOf }
const profiles = profileTeams({ leagues: [leagueToProfile], cells, records: new Map() })

describe('narrative', () => {
  const narratives = [...profiles.values()].map(({ facts }) => narrate(facts))
  const numbersOf = (text: string, language: 'en' | 'fr'): string[] => {
    const plain =
      language === 'en' ? text.replace(/(?<=\d),(?=\d{3})/g, '') : text.replace(/(?<=\d)\u202F(?=\d)/g, '').replace(/(?<=\d),(?=\d)/g, '.')
    return plain.match(/[−+]?\d+(\.\d+)?/g) ?? []
  }

  test('both languages say the same numbers', () => {
    for (const { en, fr } of narratives) {
      expect(numbersOf(en, 'en').length).toBeGreaterThan(20)
      expect(numbersOf(fr, 'fr')).toEqual(numbersOf(en, 'en'))
    }
  })

  test('no sentence stands without a number, but the one that says that there was nothing to count', () => {
    for (const { en, fr } of narratives) {
      const sentences = en.split('\n').filter((sentence) => !sentence.startsWith('No rule'))
      expect(sentences.length).toBeGreaterThan(6)
      expect(fr.split('\n')).toHaveLength(en.split('\n').length)
      for (const sentence of sentences) expect(sentence).toMatch(/\d/)
    }
  })

  test('each number is the team’s own: a percentile, a price, a share', () => {
    for (const team of dna) {
      const profile = profiles.get(`${table.competition}|${team.teamId}`)
      const shots = listMetrics(team).find(({ key }) => key === 'shots_for')
      const { en, fr } = narrate(profile!.facts)
      expect(en).toContain(`It takes ${shots?.value?.toFixed(1)} shots a match`)
      expect(fr).toContain(`Elle tire ${shots?.value?.toFixed(1).replace('.', ',')} fois`)
    }
  })

  test('what is not measured is not said', () => {
    const [first] = dna
    if (first === undefined) throw new Error('the demo has teams')
    const quiet = { ...first, style: { reason: 'no shots', metrics: [] } }
    const only = { ...leagueToProfile, dna: [quiet], outlines: outlines.slice(0, 1) }
    const told = profileTeams({ leagues: [only], cells: [], records: new Map() }).get(`${table.competition}|${first.teamId}`)
    const { en, fr } = narrate(told!.facts)
    expect(en).not.toContain('shots')
    expect(fr).not.toContain('tire')
    expect(told?.markets).toBeNull()
  })

  test('one text keeps both, and no other text is taken for it', () => {
    const [first] = narratives
    if (first === undefined) throw new Error('the demo has teams')
    expect(readNarrative(narrativeText(first))).toEqual(first)
    expect(readNarrative('en: One.\nThree.')).toBeNull()
    expect(readNarrative('en: One.\nfr: Un.\nThree.')).toBeNull()
    expect(readNarrative('Arsenal [GOLD]\nLeague: EPL\n')).toBeNull()
    expect(narrativeText({ en: 'One.\nTwo.', fr: 'Un.' })).toBe('en: One.\nen: Two.\nfr: Un.')
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
    expect(describeGap(gap)).toEqual({ en, fr })
  })
})
