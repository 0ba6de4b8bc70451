import type { ProfileGap } from '@mon-ps/contract/reason'
import type { NarrativePhrases, Said } from './phrases.ts'
import * as text from './number-text.ts'

type Ends = readonly [number, number]
type ToldMarket = Said<'exploit'>[number]

const decimal = (value: number, digits: number) => text.decimal(value, digits, 'fr')
const signed = (value: number, digits: number) => text.signed(value, digits, 'fr')
const percent = (value: number, digits = 0) => text.percent(value, digits, 'fr')
const count = (value: number) => text.count(value, 'fr')
const ordinal = (value: number) => text.ordinal(Math.round(value), 'fr')
const between = ([low, high]: Ends, write: (value: number) => string) => `[${write(low)} ; ${write(high)}]`

const ARCHETYPE_WORDS: Readonly<Record<Said<'archetype'>['archetype'], string>> = {
  COMPLETE: 'attaque haute et défense haute',
  ATTACK_LED: 'l’attaque avant la défense',
  DEFENCE_LED: 'la défense avant l’attaque',
  BALANCED: 'attaque et défense près du milieu',
  BLUNT: 'attaque basse, défense près du milieu',
  EXPOSED: 'défense basse, attaque près du milieu',
  STRUGGLING: 'attaque basse et défense basse',
}

const MARKET_WORDS: Readonly<Record<ToldMarket['market'], string>> = {
  home_win: 'sa victoire à domicile',
  away_win: 'sa victoire à l’extérieur',
  draw: 'le nul',
  over_2_5: 'plus de 2,5 buts',
  under_2_5: 'moins de 2,5 buts',
}

const expecting = (expected: number | null) => (expected === null ? '' : `, quand les cotes de clôture en attendaient ${percent(expected)}`)

function cellText({ market, bets, yieldFraction: { value, interval }, qValue }: ToldMarket): string {
  const ends = interval === null ? '' : ` ${between(interval, (end) => percent(end, 1))}`
  return `${MARKET_WORDS[market]}, ${percent(value ?? 0, 1)} des mises${ends} sur ${count(bets)} paris, q ${decimal(qValue ?? 1, 3)}`
}

function gapText(gap: ProfileGap): string {
  switch (gap.code) {
    case 'strengths_not_reliable':
      return `L’attaque ou la défense n’est pas assez bien mesurée : moins de ${text.decimal(gap.minReliability, 1, 'fr')} du nombre vient de l’équipe elle-même.`
    case 'too_few_teams':
      return 'Trop peu d’équipes du championnat sont mesurées pour dire ce qui y est haut et ce qui y est bas.'
    case 'no_market_with_enough_bets':
      return `Aucun marché de cette équipe ne compte ${gap.minBets} paris à une cote d’ouverture moyenne.`
    case 'no_market_earns':
    case 'no_market_loses': {
      const found = gap.code === 'no_market_earns' ? 'un gain' : 'une perte'
      return `${count(gap.tested)} marchés de cette équipe ont été examinés parmi ${count(gap.cellsLookedAt)} de toutes les équipes : aucun ne montre ${found} qui exclut zéro après la correction pour autant d’examens.`
    }
    case 'no_bets':
      return 'Aucune règle n’a parié sur un match de cette équipe.'
    case 'no_rule_is_evidence':
      return `${count(gap.rules)} règles ont été jouées sur les matchs de cette équipe : aucune n’est une preuve à la fois par le gain, par la cote de clôture et après la correction pour tous les bilans.`
    case 'no_rule_names_a_ground':
      return 'Ses règles prouvées parient à domicile comme à l’extérieur : aucune ne nomme un scénario.'
  }
}

/** The sentences in French. */
export const FRENCH: NarrativePhrases = {
  place: ({ team, league, rank, teams, tier }) =>
    `${team} (${league}) est ${ordinal(rank)} sur ${count(teams)} par l’attaque et la défense ajustées : palier ${tier}.`,
  archetype: ({ archetype, probability, attack, defence }) =>
    `Archétype ${archetype}, ${ARCHETYPE_WORDS[archetype]} de son championnat, avec une probabilité de ${percent(probability)} : attaque ${signed(attack.value, 2)} ${between(attack.interval, (end) => signed(end, 2))} et défense ${signed(defence.value, 2)} ${between(defence.interval, (end) => signed(end, 2))} sur l’échelle logarithmique, d’après ${count(attack.n)} matchs.`,
  shots: ({ own, against }) =>
    `Elle tire ${decimal(own.value, 1)} fois par match ${between(own.interval, (end) => decimal(end, 1))} et concède ${decimal(against.value, 1)} tirs ${between(against.interval, (end) => decimal(end, 1))} : le ${ordinal(own.percentile)} et le ${ordinal(against.percentile)} centile de son championnat.`,
  fouls: ({ value, interval, percentile, n }) =>
    `Elle commet ${decimal(value, 1)} fautes par match ${between(interval, (end) => decimal(end, 1))}, le ${ordinal(percentile)} centile, d’après ${count(n)} matchs.`,
  prices: ({ favourite, median, low, high }) =>
    `Les cotes de clôture en ont fait la favorite dans ${percent(favourite.value)} de ${count(favourite.n)} matchs ${between(favourite.interval, percent)} ; la cote juste de sa victoire avait pour médiane ${decimal(median.value, 2)} ${between(median.interval, (end) => decimal(end, 2))} et se tenait entre ${decimal(low, 2)} et ${decimal(high, 2)} dans quatre matchs sur cinq.`,
  results: ({ won, wonExpected, over, overExpected }) =>
    `Elle a gagné ${percent(won.value)} de ${count(won.n)} matchs ${between(won.interval, percent)}${expecting(wonExpected)} ; ${percent(over.value)} ${between(over.interval, percent)} ont eu plus de 2,5 buts${expecting(overExpected)}.`,
  drift: ({ value, interval, n }) =>
    `Entre l’ouverture et la clôture, la probabilité juste de sa victoire bouge de ${signed(100 * value, 2)}\u202F% ${between(interval, (end) => signed(100 * end, 2))} (logarithme, ${count(n)} matchs).`,
  luck: ({ seen, seenMatches, nextMatches, expected, interval }) =>
    `En ${count(seenMatches)} matchs de la saison elle a marqué ${decimal(Math.abs(seen), 2)} but de ${seen < 0 ? 'moins' : 'plus'} par match que ne l’attendait le marché ; pour les ${count(nextMatches)} suivants, la prévision est ${signed(expected, 2)} ${between(interval, (end) => signed(end, 2))}.`,
  opponent: ({ name, value, interval, n, couldBeChance }) =>
    `Son bilan corrigé le plus bas est contre ${name} : ${signed(value, 2)} but par rencontre au-delà des cotes de clôture ${between(interval, (end) => signed(end, 2))} sur ${count(n)} rencontres, ${couldBeChance ? 'ce qui peut être le hasard' : 'un intervalle sans 0'}.`,
  exploit: (cells) => `Marchés dont le gain survit à la correction : ${cells.map(cellText).join(' ; ')}.`,
  avoid: (cells) => `Marchés dont la perte survit à la correction : ${cells.map(cellText).join(' ; ')}.`,
  best: ({ strategy, bets, yieldFraction: { value, interval } }) =>
    `Une preuve soutient ${strategy} : ${percent(value ?? 0, 1)} des mises${interval === null ? '' : ` ${between(interval, (end) => percent(end, 1))}`} sur ${count(bets)} paris.`,
  gap: gapText,
}
