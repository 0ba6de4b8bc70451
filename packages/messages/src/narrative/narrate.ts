import type { ProfileGap } from '@mon-ps/contract/reason'
import type { NarrativeFacts } from '@mon-ps/contract/team-profile'
import { ENGLISH } from './english.ts'
import { FRENCH } from './french.ts'
import type { TextLanguage } from './number-text.ts'
import type { NarrativePhrases } from './phrases.ts'

const PHRASES: Readonly<Record<TextLanguage, NarrativePhrases>> = { en: ENGLISH, fr: FRENCH }

function sentences(facts: NarrativeFacts, say: NarrativePhrases): (string | null)[] {
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

/**
 * A team's facts in words, a sentence each. A sentence whose number is not measured is left out, and none says more than its numbers do.
 */
export function narrate(facts: NarrativeFacts, language: TextLanguage = 'en'): string[] {
  return sentences(facts, PHRASES[language]).filter((sentence) => sentence !== null)
}

/** Why a profile leaves something out. */
export const describeProfileGap = (gap: ProfileGap, language: TextLanguage = 'en'): string => PHRASES[language].gap(gap)
