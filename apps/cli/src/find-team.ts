import type { TeamRefWire } from '@mon-ps/contract/answer'
import { iterate, type MonPsClient } from '@mon-ps/client'
import { EXIT } from './exit-codes.ts'
import { Failure } from './failure.ts'
import { suggest } from './suggest.ts'

const SUGGESTED = 5

/**
 * The one team that a name stands for: its own name or a known alias, in any case of letters.
 *
 * @throws {Failure} notFound, with near names, when it is no team's or several teams' name
 */
export async function findTeam(client: MonPsClient, name: string): Promise<TeamRefWire> {
  const { data } = await client.team.search.query({ query: name, limit: 20 })
  for (const match of ['exact', 'alias'] as const) {
    const hits = distinct(data.filter((team) => team.match === match))
    const [team] = hits
    if (team && hits.length === 1) return { id: team.id, name: team.name }
    if (team) {
      const named = hits.map((hit) => `${hit.name} (${hit.leagueCode ?? 'no league'})`)
      throw new Failure(EXIT.notFound, `"${name}" is the name of ${hits.length} teams: ${named.join(', ')}.`, {
        code: 'TEAM_AMBIGUOUS',
        suggestions: hits.map((hit) => hit.name),
      })
    }
  }
  const found = [...new Set(data.map((team) => team.name))].slice(0, SUGGESTED)
  const near = found.length > 0 ? found : suggest(name, await teamNames(client))
  const hint = near.length > 0 ? `Near names: ${near.join(', ')}.` : 'See `mon-ps teams` for the names that are loaded.'
  throw new Failure(EXIT.notFound, `No team is called "${name}". ${hint}`, { code: 'TEAM_NOT_FOUND', suggestions: near })
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
