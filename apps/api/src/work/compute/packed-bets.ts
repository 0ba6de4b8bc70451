import type { BetSelection, SettledBet, StrategyRule } from '@mon-ps/core/strategy/strategy'
import type { RuleBets } from '@mon-ps/core/strategy/walk-forward'

const OUTCOMES = ['won', 'half_won', 'void', 'half_lost', 'lost'] as const satisfies readonly SettledBet['outcome'][]
const ACCOUNTS = ['home', 'away', 'both'] as const satisfies readonly SettledBet['account'][]
const NUMBERS = ['matchId', 'homeId', 'awayId', 'day', 'price', 'stakeUnits', 'profitUnits'] as const
/** NaN where there is none. */
const OPTIONAL = ['modelProbability', 'kellyFraction', 'closeProbability', 'closingLineValue'] as const
/** The same, of a lost bet's causes. */
const CAUSES = ['shotShare', 'redCards', 'probabilityUnlucky'] as const
/** Places in the lists of the packed bets. */
const PLACES = ['rule', 'selection', 'outcome', 'account', 'season', 'hasCauses'] as const
const FIELDS = [...NUMBERS, ...OPTIONAL, ...CAUSES, ...PLACES] as const
type Field = (typeof FIELDS)[number]

/**
 * Bets as columns: a hundred thousand of them go from thread to thread as bytes in a few milliseconds, where as many
 * objects would hold up the server for half a second.
 */
export interface PackedBets {
  readonly competition: string
  readonly seasons: readonly string[]
  /** The rules that were asked, also those that made no bet. */
  readonly rules: readonly PackedRule[]
  /** Every selection that was backed. */
  readonly selections: readonly BetSelection[]
  readonly columns: Readonly<Record<Field, Float64Array<ArrayBuffer>>>
}

interface PackedRule {
  readonly rule: StrategyRule
  readonly unpriced: number
}

const selectionKey = ({ market, side, line }: BetSelection): string => `${market}|${side}|${line}`

/** The bets of rules in one competition, rule by rule. */
export function packBets(competition: string, ruleBets: readonly RuleBets[]): PackedBets {
  const all = ruleBets.flatMap(({ bets }) => bets)
  const seasons = [...new Set(all.map(({ season }) => season))].sort()
  const selections = new Map(all.map(({ selection }) => [selectionKey(selection), selection]))
  const places = { season: toPlaces(seasons), selection: toPlaces(selections.keys()) }
  const columns = Object.fromEntries(FIELDS.map((field) => [field, new Float64Array(all.length)])) as Record<
    Field,
    Float64Array<ArrayBuffer>
  >
  let at = 0
  for (const [ruleIndex, { bets }] of ruleBets.entries()) {
    for (const bet of bets) {
      for (const field of NUMBERS) columns[field][at] = bet[field]
      for (const field of OPTIONAL) columns[field][at] = bet[field] ?? Number.NaN
      for (const field of CAUSES) columns[field][at] = bet.lossCauses?.[field] ?? Number.NaN
      columns.hasCauses[at] = bet.lossCauses === null ? 0 : 1
      columns.rule[at] = ruleIndex
      columns.selection[at] = places.selection.get(selectionKey(bet.selection)) ?? -1
      columns.outcome[at] = OUTCOMES.indexOf(bet.outcome)
      columns.account[at] = ACCOUNTS.indexOf(bet.account)
      columns.season[at] = places.season.get(bet.season) ?? -1
      at++
    }
  }
  const rules = ruleBets.map(({ rule, unpriced }) => ({ rule, unpriced }))
  return { competition, seasons, rules, selections: [...selections.values()], columns }
}

const toPlaces = (values: Iterable<string>): Map<string, number> => new Map([...values].map((value, place) => [value, place]))

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value)

/** A packed bet and the rule that made it. */
export interface RuledBet {
  readonly rule: StrategyRule
  readonly bet: SettledBet
}

/** The bets from `start` up to `end`, as they were before they were packed. */
export function betsBetween(packed: PackedBets, start: number, end: number): RuledBet[] {
  const bets: RuledBet[] = []
  for (let at = start; at < Math.min(end, countBets(packed)); at++) bets.push(betAt(packed, at))
  return bets
}

function betAt({ columns, seasons, rules, selections }: PackedBets, at: number): RuledBet {
  const value = (field: Field) => columns[field][at] as number
  const rule = rules[value('rule')]?.rule
  const selection = selections[value('selection')]
  const outcome = OUTCOMES[value('outcome')]
  const account = ACCOUNTS[value('account')]
  const season = seasons[value('season')]
  if (!rule || !selection || !outcome || !account || season === undefined) throw new Error(`bet ${at} was not packed whole`)
  return {
    rule,
    bet: {
      matchId: value('matchId'),
      homeId: value('homeId'),
      awayId: value('awayId'),
      day: value('day'),
      season,
      selection,
      account,
      price: value('price'),
      stakeUnits: value('stakeUnits'),
      modelProbability: orNull(value('modelProbability')),
      outcome,
      profitUnits: value('profitUnits'),
      kellyFraction: orNull(value('kellyFraction')),
      closeProbability: orNull(value('closeProbability')),
      closingLineValue: orNull(value('closingLineValue')),
      lossCauses:
        value('hasCauses') === 0
          ? null
          : {
              shotShare: orNull(value('shotShare')),
              redCards: orNull(value('redCards')),
              probabilityUnlucky: orNull(value('probabilityUnlucky')),
            },
    },
  }
}

export function countBets({ columns }: PackedBets): number {
  return columns.matchId.length
}

/** Packed bets as core reads them: by rule, oldest first. */
export function unpackBets(packed: PackedBets): RuleBets[] {
  const groups = packed.rules.map(({ rule, unpriced }) => ({ competition: packed.competition, rule, unpriced, bets: [] as SettledBet[] }))
  for (let at = 0; at < countBets(packed); at++) groups[packed.columns.rule[at] as number]?.bets.push(betAt(packed, at).bet)
  return groups
}
