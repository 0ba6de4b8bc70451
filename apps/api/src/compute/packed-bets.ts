import { REFERENCE_STRATEGIES, type RuleBets, type SettledBet } from '@mon-ps/core'

const OUTCOMES = ['won', 'lost', 'void'] as const
const NUMBERS = ['matchId', 'homeId', 'awayId', 'day', 'price', 'profitUnits'] as const
/** NaN where there is none. */
const OPTIONAL = ['modelProbability', 'closeProbability', 'closingLineValue'] as const
const FIELDS = [...NUMBERS, ...OPTIONAL, 'rule', 'selection', 'outcome', 'season'] as const
type Field = (typeof FIELDS)[number]

/**
 * Bets as columns: a hundred thousand of them go from thread to thread as bytes in a few milliseconds, where as many
 * objects would hold up the server for half a second.
 */
export interface PackedBets {
  readonly competition: string
  readonly seasons: readonly string[]
  readonly columns: Readonly<Record<Field, Float64Array<ArrayBuffer>>>
}

/** The bets of the reference rules in one competition. Rules are known by their place in `REFERENCE_STRATEGIES`. */
export function packBets(competition: string, ruleBets: readonly RuleBets[]): PackedBets {
  const count = ruleBets.reduce((sum, { bets }) => sum + bets.length, 0)
  const seasons = [...new Set(ruleBets.flatMap(({ bets }) => bets.map(({ season }) => season)))].sort()
  const columns = Object.fromEntries(FIELDS.map((field) => [field, new Float64Array(count)])) as Record<Field, Float64Array<ArrayBuffer>>
  let at = 0
  for (const { rule, bets } of ruleBets) {
    const ruleIndex = REFERENCE_STRATEGIES.findIndex(({ name }) => name === rule.name)
    for (const bet of bets) {
      for (const field of NUMBERS) columns[field][at] = bet[field]
      for (const field of OPTIONAL) columns[field][at] = bet[field] ?? Number.NaN
      columns.rule[at] = ruleIndex
      columns.selection[at] = rule.selections.findIndex(
        ({ market, side }) => market === bet.selection.market && side === bet.selection.side,
      )
      columns.outcome[at] = OUTCOMES.indexOf(bet.outcome)
      columns.season[at] = seasons.indexOf(bet.season)
      at++
    }
  }
  return { competition, seasons, columns }
}

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value)

/** A packed bet and the rule that made it. */
export interface RuledBet {
  readonly rule: RuleBets['rule']
  readonly bet: SettledBet
}

/** The bets from `start` up to `end`, as they were before they were packed. */
export function betsBetween({ columns, seasons }: PackedBets, start: number, end: number): RuledBet[] {
  const bets: RuledBet[] = []
  for (let at = start; at < Math.min(end, columns.matchId.length); at++) {
    const value = (field: Field) => columns[field][at] as number
    const rule = REFERENCE_STRATEGIES[value('rule')]
    const selection = rule?.selections[value('selection')]
    const outcome = OUTCOMES[value('outcome')]
    const season = seasons[value('season')]
    if (!rule || !selection || !outcome || season === undefined) throw new Error(`bet ${at} was packed by other rules`)
    bets.push({
      rule,
      bet: {
        matchId: value('matchId'),
        homeId: value('homeId'),
        awayId: value('awayId'),
        day: value('day'),
        season,
        selection,
        price: value('price'),
        modelProbability: orNull(value('modelProbability')),
        outcome,
        profitUnits: value('profitUnits'),
        closeProbability: orNull(value('closeProbability')),
        closingLineValue: orNull(value('closingLineValue')),
      },
    })
  }
  return bets
}

export function countBets({ columns }: PackedBets): number {
  return columns.matchId.length
}

/** Packed bets as core reads them: by rule, oldest first. */
export function unpackBets(packed: PackedBets): RuleBets[] {
  const all = betsBetween(packed, 0, countBets(packed))
  return REFERENCE_STRATEGIES.map((rule) => ({
    competition: packed.competition,
    rule,
    bets: all.filter((ruled) => ruled.rule.name === rule.name).map(({ bet }) => bet),
  }))
}
