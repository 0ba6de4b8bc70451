import { type DixonColesInput, fitDixonColes } from '@mon-ps/core/goals-model/fit-dixon-coles'
import { ApiError } from '../errors.ts'
import { baselineMs, type Timing, measureTiming } from './timing.ts'

export interface FitBench extends Timing {
  readonly matches: number
  readonly teams: number
  /** Without a prior: at this optimum every correct implementation meets. */
  readonly nll: number
  readonly homeAdvantage: number
  readonly rho: number
  readonly iterations: number
  readonly baselineMs: number
}

/**
 * Weighted matches of one league as columns.
 *
 * @param text  CSV with date, home, away, fthg, ftag, weight
 * @throws {ApiError} IMPORT_REJECTED  a missing column or no rows
 */
export async function readSlice(name: string, text: string): Promise<DixonColesInput> {
  const { parse } = await import('csv-parse/sync')
  const [header = [], ...rows] = parse(text, { bom: true, skip_empty_lines: true }) as string[][]
  const at = (title: string): number => {
    const index = header.indexOf(title)
    if (index < 0) throw new ApiError('IMPORT_REJECTED', `${name}: got no column ${title}, expected date, home, away, fthg, ftag, weight`)
    return index
  }
  if (rows.length === 0) throw new ApiError('IMPORT_REJECTED', `${name}: got no row, expected a match a line`)
  const teams = new Map<string, number>()
  const teamFor = (team: string): number => {
    const index = teams.get(team) ?? teams.size
    teams.set(team, index)
    return index
  }
  const column = (title: string, read: (cell: string) => number) => {
    const index = at(title)
    return Float64Array.from(rows, (row) => read(row[index] ?? ''))
  }
  const [home, away] = [column('home', teamFor), column('away', teamFor)]
  return {
    home,
    away,
    homeGoals: column('fthg', Number),
    awayGoals: column('ftag', Number),
    weights: column('weight', Number),
    teamCount: teams.size,
  }
}

/** How long one fit takes from a cold start, and whether it finds the optimum. */
export function benchFit(slice: DixonColesInput): FitBench {
  const fit = fitDixonColes(slice)
  const baseline = baselineMs()
  const timing = measureTiming(() => fitDixonColes(slice), { warmUp: 200, runs: 301, baseline })
  return {
    ...timing,
    matches: slice.home.length,
    teams: slice.teamCount,
    nll: fit.negativeLogLikelihood,
    homeAdvantage: fit.homeAdvantage,
    rho: fit.rho,
    iterations: fit.iterations,
    baselineMs: baseline,
  }
}
