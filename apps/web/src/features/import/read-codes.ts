/**
 * Codes out of a line that a person typed, parted by commas, blanks or semicolons; small letters are taken too.
 *
 * @returns the codes without repeats; `invalid` names the first that does not fit, or is empty text when none was given
 */
export function readCodes(text: string, pattern: RegExp): { codes: string[]; invalid: string | null } {
  const codes = [
    ...new Set(
      text
        .toUpperCase()
        .split(/[\s,;]+/)
        .filter((code) => code !== ''),
    ),
  ]
  const invalid = codes.find((code) => !pattern.test(code)) ?? (codes.length === 0 ? '' : null)
  return { codes, invalid }
}
