/**
 * A text as one word of a command that a person copies into a shell: as it is where nothing in it means anything to a shell, else quoted.
 *
 * @example toShellWord("league=Serie A") // "'league=Serie A'"
 * @example toShellWord("name=Nott'm Forest") // "'name=Nott'\\''m Forest'"
 */
export function toShellWord(text: string): string {
  return /^[\w:./=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}
