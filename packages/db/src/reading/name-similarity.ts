function pairsOf(name: string): Map<string, number> {
  const pairs = new Map<string, number>()
  const padded = ` ${name} `
  for (let at = 0; at < padded.length - 1; at++) {
    const pair = padded.slice(at, at + 2)
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  return pairs
}

/**
 * How alike two normalised names are, in [0, 1]: twice the pairs of neighbouring letters that they share, over all
 * pairs of both. For suggestions only.
 *
 * @source  Dice (1945), on letter pairs with the ends counted
 * @example nameSimilarity('arsnal', 'arsenal') // 0.8
 */
export function nameSimilarity(a: string, b: string): number {
  const [left, right] = [pairsOf(a), pairsOf(b)]
  let shared = 0
  for (const [pair, count] of left) shared += Math.min(count, right.get(pair) ?? 0)
  return (2 * shared) / (a.length + b.length + 2)
}
