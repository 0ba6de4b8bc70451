export type TextFaultKind = 'mojibake' | 'not-composed' | 'zero-width' | 'no-break-space' | 'control-character' | 'outer-space'

interface TextFault {
  readonly kind: TextFaultKind
  /** The repaired text, only ever a proposal. */
  readonly repair: string
}

/** What Windows-1252 has at 0x80 to 0x9F, in order; a blank where it has nothing, which old decoders passed through. */
const WINDOWS_1252_HIGH = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'
const BYTE_OF = new Map([...WINDOWS_1252_HIGH].flatMap((character, i) => (character === ' ' ? [] : [[character, 0x80 + i] as const])))

const ZERO_WIDTH = /[\u200b-\u200d\u2060\ufeff]/g
const NO_BREAK_SPACE = /[\u00a0\u202f]/g
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g

/** The bytes that Windows-1252 writes for a text; null where it has no byte for a character. */
function windows1252Bytes(text: string): readonly number[] | null {
  const bytes: number[] = []
  for (const character of text) {
    const code = character.codePointAt(0) as number
    const byte = BYTE_OF.get(character) ?? (code <= 0xff ? code : null)
    if (byte === null) return null
    bytes.push(byte)
  }
  return bytes
}

/** Decodes a first byte: bytes that follow, its bits, and the smallest code point of that length. */
function parseLead(byte: number): { readonly follow: number; readonly bits: number; readonly least: number } | null {
  if (byte < 0x80) return { follow: 0, bits: byte, least: 0 }
  if (byte >= 0xc2 && byte < 0xe0) return { follow: 1, bits: byte & 0x1f, least: 0x80 }
  if (byte >= 0xe0 && byte < 0xf0) return { follow: 2, bits: byte & 0x0f, least: 0x800 }
  if (byte >= 0xf0 && byte < 0xf5) return { follow: 3, bits: byte & 0x07, least: 0x10000 }
  return null
}

/** Null unless strictly UTF-8: no overlong form, no surrogate, nothing beyond U+10FFFF. */
function strictUtf8(bytes: readonly number[]): string | null {
  let text = ''
  for (let i = 0; i < bytes.length; ) {
    const lead = parseLead(bytes[i] as number)
    if (!lead) return null
    let code = lead.bits
    for (let k = 1; k <= lead.follow; k++) {
      const byte = bytes[i + k] ?? 0
      if ((byte & 0xc0) !== 0x80) return null
      code = (code << 6) | (byte & 0x3f)
    }
    if (code < lead.least || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return null
    text += String.fromCodePoint(code)
    i += 1 + lead.follow
  }
  return text
}

/**
 * The text before its UTF-8 was decoded as Windows-1252, once or repeatedly; null where it does not look like that. Only a proposal: the
 * text may be meant as it is.
 *
 * @example mojibakeRepair('AtlÃ©tico') // 'Atlético'
 * @example mojibakeRepair('Atlético') // null
 */
export function mojibakeRepair(text: string): string | null {
  const bytes = windows1252Bytes(text)
  const read = bytes === null ? null : strictUtf8(bytes)
  return read === null || read === text ? null : (mojibakeRepair(read) ?? read)
}

/**
 * Lists the faults of a text in the order of repair.
 *
 * @returns empty for a text without fault
 */
export function textFaults(text: string): readonly TextFault[] {
  const mended: readonly (readonly [TextFaultKind, string | null])[] = [
    ['mojibake', mojibakeRepair(text)],
    ['not-composed', text.normalize('NFC')],
    ['zero-width', text.replace(ZERO_WIDTH, '')],
    ['no-break-space', text.replace(NO_BREAK_SPACE, ' ')],
    ['control-character', text.replace(CONTROL, '')],
    ['outer-space', text.trim()],
  ]
  return mended.flatMap(([kind, repair]) => (repair === null || repair === text ? [] : [{ kind, repair }]))
}
