/**
 * Which of the known words a mistyped one was probably meant to be, nearest first.
 *
 * @param typed what was typed
 * @param known what exists
 * @returns     at most three, each within a third of its length in edits (insert, delete, replace, swap neighbours)
 */
export function suggest(typed: string, known: readonly string[]): string[] {
  const wanted = typed.toLowerCase()
  return known
    .map((word) => ({ word, edits: editDistance(wanted, word.toLowerCase()) }))
    .filter(({ word, edits }) => edits <= Math.max(2, Math.floor(word.length / 3)) && edits < word.length)
    .sort((a, b) => a.edits - b.edits)
    .slice(0, 3)
    .map(({ word }) => word)
}

/** Optimal string alignment distance. */
function editDistance(a: string, b: string): number {
  let beforePrevious: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      let edits = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, replaced)
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) edits = Math.min(edits, (beforePrevious[j - 2] ?? 0) + 1)
      row.push(edits)
    }
    beforePrevious = previous
    previous = row
  }
  return previous[b.length] ?? 0
}
