import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { type ChosenOrigin, onlyDefined } from '../../lib/search-params.ts'
import { type ApiInputs, type ApiOutputs, readApiError, useTRPC, useTRPCClient } from '../../lib/trpc.ts'

type CalculateInput = ApiInputs['matchup']['calculate']

export interface Pair {
  homeId: number
  awayId: number
}

/** The changes of a what-if, as the address carries them. */
export interface Overrides {
  neutral?: true
  halfLife?: number
  shrink?: number
  asOf?: string
}

/**
 * The matchup as it was published, or of one origin; a pair that no calculation has published is calculated now, which writes nothing.
 *
 * @param asked.equal  across leagues: take both for equally strong, give or take this deviation of the log goal rate
 */
export function useMatchup(
  pair: Pair,
  { equal, origin }: { equal?: number; origin?: ChosenOrigin },
): { query: UseQueryResult<Matchup>; isCalculatedNow: boolean } {
  const trpc = useTRPC()
  const published = useQuery(trpc.matchup.byTeams.queryOptions({ ...pair, ...onlyDefined({ leaguesEqualSd: equal, origin }) }))
  const isMissing = origin === undefined && published.error !== null && readApiError(published.error).code === 'MATCHUP_NOT_FOUND'
  const calculated = useCalculated(pair, isMissing)
  return isMissing ? { query: calculated, isCalculatedNow: true } : { query: published as UseQueryResult<Matchup>, isCalculatedNow: false }
}

/** The same pair under changed assumptions; not asked for while nothing is changed. */
export function useWhatIf(pair: Pair, overrides: Overrides): UseQueryResult<Matchup> {
  const input = { ...pair, ...toInput(overrides) }
  return useCalculated(input, hasOverrides(overrides))
}

/** The settings of the pair's model; taken from a calculation without changes where the published row has none. */
export function useModelSettings(published: Matchup): Matchup['model'] {
  const calculated = useCalculated({ homeId: published.home.id, awayId: published.away.id }, published.model === null)
  return published.model ?? calculated.data?.model ?? null
}

/** The model's own half-life in days and shrinkage, where the sliders start. */
export function getDefaults({ xiPerDay, teamPrecision }: NonNullable<Matchup['model']>): Required<Pick<Overrides, 'halfLife' | 'shrink'>> {
  return { halfLife: Math.LN2 / xiPerDay, shrink: teamPrecision }
}

export function hasOverrides({ neutral, halfLife, shrink, asOf }: Overrides): boolean {
  return neutral !== undefined || halfLife !== undefined || shrink !== undefined || asOf !== undefined
}

function useCalculated(input: CalculateInput, enabled: boolean): UseQueryResult<Matchup> {
  const client = useTRPCClient()
  return useQuery({
    queryKey: ['matchup.calculate', input],
    // A mutation in transport only: it writes nothing, so that its answer can be cached.
    queryFn: ({ signal }) => client.matchup.calculate.mutate(input, { signal }),
    enabled,
    placeholderData: keepPreviousData,
  })
}

/** Turns a half-life in days into a decay rate: weight = exp(−xi · days) is one half there. */
export function toInput({ neutral, halfLife, shrink, asOf }: Overrides): Omit<CalculateInput, keyof Pair> {
  return {
    ...(neutral ? { neutralVenue: true } : {}),
    ...(halfLife === undefined ? {} : { xiPerDay: Math.LN2 / halfLife }),
    ...(shrink === undefined ? {} : { teamPrecision: shrink }),
    ...(asOf === undefined ? {} : { asOf }),
  }
}

export type Matchup = ApiOutputs['matchup']['byTeams']
export type Market = Matchup['markets'][number]

/** Names of components, markets, selections and factors; unknown ones are shown as they are. */
export function useMatchupText({ home, away }: Pick<Matchup, 'home' | 'away'>) {
  const t = useTranslations('matchup')
  const name = (key: string, raw: string) => {
    const known = key as 'selection_home_or_away'
    return t.has(known) ? t(known, { home: home.name, away: away.name }) : raw.replaceAll('_', ' ')
  }
  return {
    part: (raw: string) => name(`part_${raw}`, raw),
    market: (raw: string) => name(`market_${raw}`, raw),
    selection: (raw: string) => name(`selection_${raw}`, raw),
    cause: (raw: string) => name(`cause_${raw}`, raw),
    confidence: (raw: string) => name(`confidence_${raw.toLowerCase()}`, raw),
  }
}
