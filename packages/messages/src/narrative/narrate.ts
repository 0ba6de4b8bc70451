import type { LocalTextWire, NarrativeFactsWire, ProfileGapWire } from '@mon-ps/contract/team-profile'
import { ENGLISH } from './english.ts'
import { FRENCH } from './french.ts'
import type { TextLanguage } from './number-text.ts'
import type { NarrativePhrases } from './phrases.ts'

/** Languages in which a row is written, in the order in which it holds them. */
const TEXT_LANGUAGES: readonly TextLanguage[] = ['en', 'fr']

function sentences(facts: NarrativeFactsWire, say: NarrativePhrases): (string | null)[] {
  return [
    facts.place && say.place(facts.place),
    facts.archetype && say.archetype(facts.archetype),
    facts.shots && say.shots(facts.shots),
    facts.fouls && say.fouls(facts.fouls),
    facts.prices && say.prices(facts.prices),
    facts.results && say.results(facts.results),
    facts.drift && say.drift(facts.drift),
    facts.luck && say.luck(facts.luck),
    facts.opponent && say.opponent(facts.opponent),
    facts.exploit.length > 0 ? say.exploit(facts.exploit) : facts.noMarket && say.gap(facts.noMarket),
    facts.avoid.length > 0 ? say.avoid(facts.avoid) : null,
    facts.best ? say.best(facts.best) : facts.noStrategy && say.gap(facts.noStrategy),
  ]
}

const inEach = (write: (say: NarrativePhrases) => string): LocalTextWire => ({ en: write(ENGLISH), fr: write(FRENCH) })

/**
 * A team's facts in words, one sentence a line in each language. A sentence whose number is not measured is left out, and none says more
 * than its numbers do.
 */
export function narrate(facts: NarrativeFactsWire): LocalTextWire {
  return inEach((say) =>
    sentences(facts, say)
      .filter((sentence) => sentence !== null)
      .join('\n'),
  )
}

/** Why something is missing, in both languages. */
export const describeGap = (gap: ProfileGapWire): LocalTextWire => inEach((say) => say.gap(gap))

/**
 * Both languages in one text, each line beginning with its own: the form in which a row keeps them.
 *
 * @example narrativeText({ en: 'One.\nTwo.', fr: 'Un.\nDeux.' }) // 'en: One.\nen: Two.\nfr: Un.\nfr: Deux.'
 */
export function narrativeText(narrative: LocalTextWire): string {
  return TEXT_LANGUAGES.flatMap((language) => narrative[language].split('\n').map((line) => `${language}: ${line}`)).join('\n')
}

/** What {@link narrativeText} wrote; null for any other text, for example one that the old system wrote. */
export function readNarrative(text: string): LocalTextWire | null {
  const lines = text.split('\n')
  const linesOf = (language: TextLanguage): string[] =>
    lines.flatMap((line) => (line.startsWith(`${language}: `) ? [line.slice(language.length + 2)] : []))
  const [en, fr] = [linesOf('en'), linesOf('fr')]
  if (en.length === 0 || fr.length === 0 || en.length + fr.length < lines.length) return null
  return { en: en.join('\n'), fr: fr.join('\n') }
}
