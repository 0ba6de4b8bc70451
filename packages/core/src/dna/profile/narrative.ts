import type { LocalText } from './known-metric.ts'
import { ENGLISH } from './narrative-en.ts'
import { type NarrativeFacts, type NarrativeSource, narrativeFacts } from './narrative-facts.ts'
import { FRENCH } from './narrative-fr.ts'
import type { NarrativePhrases } from './narrative-phrases.ts'
import { TEXT_LANGUAGES, type TextLanguage } from './number-text.ts'

const PHRASES: Readonly<Record<TextLanguage, NarrativePhrases>> = { en: ENGLISH, fr: FRENCH }

function sentences(facts: NarrativeFacts, language: TextLanguage): (string | null)[] {
  const say = PHRASES[language]
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
    facts.exploit.length > 0 ? say.exploit(facts.exploit) : (facts.noMarket?.[language] ?? null),
    facts.avoid.length > 0 ? say.avoid(facts.avoid) : null,
    facts.best ? say.best(facts.best) : (facts.noStrategy?.[language] ?? null),
  ]
}

/**
 * A team told from its numbers, one paragraph a language: a sentence whose number is not measured is not written, and none says more
 * than its numbers do.
 */
export function narrate(source: NarrativeSource): LocalText {
  const facts = narrativeFacts(source)
  const paragraph = (language: TextLanguage): string =>
    sentences(facts, language)
      .filter((sentence) => sentence !== null)
      .join(' ')
  return { en: paragraph('en'), fr: paragraph('fr') }
}

/**
 * Both paragraphs in one text, a line each that begins with its language: the form in which a row keeps them.
 *
 * @example narrativeText({ en: 'One.', fr: 'Un.' }) // 'en: One.\nfr: Un.'
 */
export function narrativeText(narrative: LocalText): string {
  return TEXT_LANGUAGES.map((language) => `${language}: ${narrative[language].replace(/\s*\n\s*/g, ' ')}`).join('\n')
}

/** The paragraphs of {@link narrativeText}; null for any other text, for example one that the old system wrote. */
export function readNarrative(text: string): LocalText | null {
  const [english, french, ...rest] = text.split('\n')
  if (rest.length > 0 || !english?.startsWith('en: ') || !french?.startsWith('fr: ')) return null
  return { en: english.slice(4), fr: french.slice(4) }
}
