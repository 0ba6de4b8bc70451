/** As the server counts them: a character of four bytes is one, and is never cut in half. */
export const charactersOf = (text: string): readonly string[] => [...text]

/** What `left(text, length)` gives. */
export const firstCharacters = (text: string, length: number): string => charactersOf(text).slice(0, length).join('')
