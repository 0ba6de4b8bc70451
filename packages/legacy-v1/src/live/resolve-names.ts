import { normaliseTeamName } from '@mon-ps/core/sources/csv'
import { splitMatchName } from '../mapping/club-names.ts'
import { sql } from 'drizzle-orm'
import type { Executor } from '@mon-ps/db/client'

/** Sources of aliases, the likeliest first. */
const ALIAS_SOURCES = ['football-data', 'legacy-v1'] as const

export interface TeamPair {
  readonly homeId: number
  readonly awayId: number
}

/** Null is unknown: a name is never matched in part. */
export interface NameResolver {
  team(name: string | null): number | null
  /** From the two names, else from "A vs B" where exactly one way to split it names two known teams. */
  pair(home: string | null, away: string | null, matchName: string | null): TeamPair | null
}

interface Alias extends Record<string, unknown> {
  readonly alias: string
  readonly normalized: string
  readonly teamId: number
}

/** Null for a name that two teams share. */
function indexBy(aliases: readonly Alias[], key: (alias: Alias) => string): Map<string, number | null> {
  const index = new Map<string, number | null>()
  for (const alias of aliases) {
    const known = index.get(key(alias))
    index.set(key(alias), known === undefined || known === alias.teamId ? alias.teamId : null)
  }
  return index
}

async function readAliases(executor: Executor, source: string): Promise<readonly Alias[]> {
  return executor.execute<Alias>(sql`
    select a.alias, a.alias_normalized as normalized, coalesce(t.merged_into, t.id) as "teamId"
    from mon_ps.team_alias a join mon_ps.team t on t.id = a.team_id where a.source = ${source}`)
}

/** Before the first migration our tables do not exist. */
async function hasTable(executor: Executor, name: string): Promise<boolean> {
  const [row] = await executor.execute<{ there: boolean }>(sql`select to_regclass(${name}) is not null as there`)
  return row?.there ?? false
}

/** Reads the aliases once. Within a source an exact alias counts before a normalised one. */
export async function loadNameResolver(executor: Executor): Promise<NameResolver> {
  const sources: { readonly exact: Map<string, number | null>; readonly normalized: Map<string, number | null> }[] = []
  if (await hasTable(executor, 'mon_ps.team_alias')) {
    for (const source of ALIAS_SOURCES) {
      const aliases = await readAliases(executor, source)
      sources.push({ exact: indexBy(aliases, ({ alias }) => alias), normalized: indexBy(aliases, ({ normalized }) => normalized) })
    }
  }
  const team = (name: string | null): number | null => {
    if (name === null) return null
    const key = normaliseTeamName(name)
    for (const { exact, normalized } of sources) {
      const id = exact.get(name) ?? normalized.get(key)
      // Null where two teams share the spelling.
      if (id !== undefined) return id
    }
    return null
  }
  const both = (home: string | null, away: string | null): TeamPair | null => {
    const homeId = team(home)
    const awayId = team(away)
    return homeId === null || awayId === null || homeId === awayId ? null : { homeId, awayId }
  }
  return {
    team,
    pair: (home, away, matchName) => {
      const direct = both(home, away)
      if (direct !== null) return direct
      const readings = splitMatchName(matchName ?? '').flatMap(([first, second]) => both(first, second) ?? [])
      return readings.length === 1 ? (readings[0] ?? null) : null
    },
  }
}

/** `on` is any text that begins with the day. */
interface MatchToFind {
  readonly teams: TeamPair | null
  readonly on: string | null
}

const DAY = /^\d{4}-\d{2}-\d{2}/

function parseDay(text: string | null): string | null {
  const day = DAY.exec(text ?? '')?.[0]
  if (day === undefined || Number.isNaN(Date.parse(day))) return null
  // JavaScript reads 30 February as a day of March.
  return new Date(day).toISOString().startsWith(day) ? day : null
}

/** The score is null until it is played. */
export interface FoundMatch {
  readonly id: number
  readonly score: { readonly home: number; readonly away: number } | null
}

/**
 * Matches of ours by teams and day, at most a day apart, because a naive time near midnight names either of two days.
 * In the order of `wanted`; null where none is imported, or several would fit.
 */
export async function findMatches(executor: Executor, wanted: readonly MatchToFind[]): Promise<(FoundMatch | null)[]> {
  const asked = wanted.flatMap(({ teams, on }, at) => {
    const day = parseDay(on)
    return teams === null || day === null ? [] : [{ at, h: teams.homeId, a: teams.awayId, day }]
  })
  const found = new Array<FoundMatch | null>(wanted.length).fill(null)
  if (asked.length === 0) return found
  const rows = await executor.execute<{ at: number; id: number; home: number | null; away: number | null }>(sql`
    select i.at, min(m.id) as id, min(m.home_goals) as home, min(m.away_goals) as away
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as i(at int, h int, a int, day date)
    join mon_ps.match m on m.home_id = i.h and m.away_id = i.a and m.kickoff_on between i.day - 1 and i.day + 1
    group by i.at having count(*) = 1`)
  for (const { at, id, home, away } of rows) found[at] = { id, score: home === null || away === null ? null : { home, away } }
  return found
}
