/** A JSON text deeper than this is refused before it is parsed: deep nesting can hang the embedded database for good. */
export const MAX_JSON_DEPTH = 32

const CODE = { quote: 0x22, backslash: 0x5c, openBrace: 0x7b, closeBrace: 0x7d, openBracket: 0x5b, closeBracket: 0x5d } as const

/**
 * Whether a JSON text nests objects and arrays deeper than `limit`. One pass, no allocation; text that is
 * not JSON is measured all the same and left to the parser to refuse.
 *
 * @example nestsDeeperThan('[[1]]', 1) // true
 */
export function nestsDeeperThan(text: string, limit: number = MAX_JSON_DEPTH): boolean {
  let depth = 0
  let inString = false
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (inString) {
      if (code === CODE.backslash) index++
      else if (code === CODE.quote) inString = false
    } else if (code === CODE.quote) inString = true
    else if (code === CODE.openBrace || code === CODE.openBracket) {
      depth++
      if (depth > limit) return true
    } else if (code === CODE.closeBrace || code === CODE.closeBracket) depth--
  }
  return false
}
