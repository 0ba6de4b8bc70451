/** A language that narratives are written in. */
export type TextLanguage = 'en' | 'fr'

const NARROW_SPACE = '\u202F'
const MINUS = '\u2212'

/**
 * A number in words' form: 1234.5 is `1,234.5` in English and `1 234,5` (narrow no-break space) in French. Written out here rather than by
 * the platform, so that a stored text is the same wherever it was made.
 *
 * @param digits  after the decimal mark
 * @example decimal(-0.5, 1, 'fr') // '−0,5'
 */
export function decimal(value: number, digits: number, language: TextLanguage): string {
  const [whole = '', fraction] = Math.abs(value).toFixed(digits).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, language === 'en' ? ',' : NARROW_SPACE)
  const text = fraction === undefined ? grouped : `${grouped}${language === 'en' ? '.' : ','}${fraction}`
  return value < 0 && /[1-9]/.test(text) ? `${MINUS}${text}` : text
}

/** With its sign, but for what rounds to zero. */
export function signed(value: number, digits: number, language: TextLanguage): string {
  const text = decimal(value, digits, language)
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text
}

/** A whole number. */
export const count = (value: number, language: TextLanguage): string => decimal(value, 0, language)

/** A fraction as per cent: `54 %` in both, the space narrow and unbroken in French and absent in English. */
export function percent(fraction: number, digits: number, language: TextLanguage): string {
  return `${decimal(100 * fraction, digits, language)}${language === 'en' ? '%' : `${NARROW_SPACE}%`}`
}

/** The place in an order: `1st`, `22nd`, `113th`; `1er`, `22e`. */
export function ordinal(place: number, language: TextLanguage): string {
  if (language === 'fr') return place === 1 ? '1er' : `${place}e`
  const teens = place % 100 >= 11 && place % 100 <= 13
  const ending = teens ? 'th' : (['th', 'st', 'nd', 'rd'][place % 10] ?? 'th')
  return `${place}${ending}`
}
