import { iterate, type MonPsClient } from '@mon-ps/client'
import type { TeamRef } from '@mon-ps/contract/answer'
import { EXIT } from './exit-codes.ts'
import { Failure } from './failure.ts'
import { cli } from './words.ts'

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

const SUGGESTED = 5

/**
 * The one team that a name stands for: its own name or a known alias, in any case of letters.
 *
 * @throws {Failure} notFound, with near names, when it is no team's or several teams' name
 */
export async function findTeam(client: MonPsClient, name: string): Promise<TeamRef> {
  const { data } = await client.team.search.query({ query: name, limit: 20 })
  for (const match of ['exact', 'alias'] as const) {
    const hits = distinct(data.filter((team) => team.match === match))
    const [team] = hits
    if (team && hits.length === 1) return { id: team.id, name: team.name }
    if (team) {
      const named = hits.map((hit) => `${hit.name} (${hit.leagueCode ?? cli.find.noLeagueCode})`)
      throw new Failure(EXIT.notFound, cli.find.ambiguous({ name, count: hits.length, teams: named.join(', ') }), {
        code: 'TEAM_AMBIGUOUS',
        suggestions: hits.map((hit) => hit.name),
      })
    }
  }
  const found = [...new Set(data.map((team) => team.name))].slice(0, SUGGESTED)
  const near = found.length > 0 ? found : suggest(name, await teamNames(client))
  const hint = near.length > 0 ? cli.find.near({ names: near.join(', ') }) : cli.find.seeTeams
  throw new Failure(EXIT.notFound, cli.find.noTeam({ name, hint }), { code: 'TEAM_NOT_FOUND', suggestions: near })
}

/** The search finds words that begin alike; a letter too many or too few in the middle is found among all names. */
async function teamNames(client: MonPsClient): Promise<string[]> {
  const names: string[] = []
  for await (const team of iterate(client.team.list, { sort: 'teamName' as const, limit: 200 })) names.push(team.teamName)
  return names
}

type Hit = Awaited<ReturnType<MonPsClient['team']['search']['query']>>['data'][number]

function distinct(hits: readonly Hit[]): Hit[] {
  return [...new Map(hits.map((hit) => [hit.id, hit])).values()]
}

/**
 * Tells a league that is not loaded from one whose list is empty.
 *
 * @throws {Failure} notFound, with near names, for a code or name of no loaded league
 */
export async function requireLeague(client: MonPsClient, league: string): Promise<void> {
  const { data } = await client.league.list.query()
  const names = data.flatMap(({ code, name }) => [code, name])
  if (names.some((name) => name.toLowerCase() === league.toLowerCase())) return
  const loaded =
    data.length > 0 ? cli.find.loaded({ leagues: data.map(({ code, name }) => `${code} (${name})`).join(', ') }) : cli.find.noneLoaded
  throw new Failure(EXIT.notFound, cli.find.noLeague({ league, hint: loaded }), {
    code: 'LEAGUE_NOT_FOUND',
    suggestions: suggest(league, names),
  })
}
