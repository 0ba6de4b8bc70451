import type { ApiOutputs } from '../../../lib/trpc.ts'

export type TearSheet = ApiOutputs['strategy']['byId']
export type EquityPoint = NonNullable<TearSheet['equity']>[number]
export type Bet = ApiOutputs['strategy']['bets']['data'][number]
export type Selection = Bet['selection']
export type Rule = NonNullable<TearSheet['rule']>

/** What names a record in the address and in calls. */
export interface SheetKey {
  strategyId: number
  scope: TearSheet['record']['scope']
  origin: TearSheet['meta']['origin']
}
