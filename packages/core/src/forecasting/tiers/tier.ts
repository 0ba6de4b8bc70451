/**
 * What a prediction may look at. The three are never mixed in one table.
 *
 * - `results`: goals, shots on target and shots of past matches.
 * - `history`: besides, the prices at which past matches closed; never those of the match itself.
 * - `market`:  besides, the prices at which the match itself opened.
 */
export type Tier = 'results' | 'history' | 'market'

export const TIERS: readonly Tier[] = ['results', 'history', 'market']
