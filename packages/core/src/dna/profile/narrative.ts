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
 * A team told from its numbers, a sentence a line in each language: a sentence whose number is not measured is not written, and none says
 * more than its numbers do.
 */
export function narrate(source: NarrativeSource): LocalText {
  const facts = narrativeFacts(source)
  const told = (language: TextLanguage): string =>
    sentences(facts, language)
      .filter((sentence) => sentence !== null)
      .join('\n')
  return { en: told('en'), fr: told('fr') }
}

/**
 * Both languages in one text, each line beginning with its own: the form in which a row keeps them.
 *
 * @example narrativeText({ en: 'One.\nTwo.', fr: 'Un.\nDeux.' }) // 'en: One.\nen: Two.\nfr: Un.\nfr: Deux.'
 */
export function narrativeText(narrative: LocalText): string {
  return TEXT_LANGUAGES.flatMap((language) => narrative[language].split('\n').map((line) => `${language}: ${line}`)).join('\n')
}

/** What {@link narrativeText} wrote; null for any other text, for example one that the old system wrote. */
export function readNarrative(text: string): LocalText | null {
  const lines = text.split('\n')
  const linesOf = (language: TextLanguage): string[] =>
    lines.flatMap((line) => (line.startsWith(`${language}: `) ? [line.slice(language.length + 2)] : []))
  const [en, fr] = [linesOf('en'), linesOf('fr')]
  if (en.length === 0 || fr.length === 0 || en.length + fr.length < lines.length) return null
  return { en: en.join('\n'), fr: fr.join('\n') }
}
