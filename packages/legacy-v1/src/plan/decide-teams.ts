import { normaliseTeamName } from '@mon-ps/core/sources/csv'
import type { MigrationTeam } from '@mon-ps/contract/migration-plan'
import type { Executor } from '@mon-ps/db/client'
import { sql } from 'drizzle-orm'
import { firstCharacters, isTooLong, LEAGUE_LENGTH, type ProfileRow } from '../inspect/profiles.ts'
import { teamByUnderstatName } from '../mapping/club-names.ts'
import { LEAGUE_NAMES } from '../mapping/profile-rules.ts'
import type { Books } from './decision-book.ts'

const QUARANTINE = 'quarantine'

/** The league that V3 gets for each profile, by id; none for a profile that is quarantined because nobody knows it. */
export function decideLeagues(profiles: readonly ProfileRow[], { decisions, rulings }: Books): ReadonlyMap<number, string> {
  const leagues = new Map<number, string>()
  const rule = (v1Id: number, league: string, reason: string) => {
    rulings.add({ table: 'team_profiles', v1Id, kind: 'league', column: '', value: league, reason })
    leagues.set(v1Id, league)
  }
  for (const { id, name, league } of profiles) {
    if (rulings.quarantined('team_profiles').has(id)) continue
    // Ruling out the JSON rules out its league.
    const own = rulings.value('team_profiles', id, 'quantum_dna') === undefined ? league.value : null
    if (own !== null && isTooLong(own))
      rule(id, firstCharacters(own, LEAGUE_LENGTH), `too-long: "${own}" has more than ${LEAGUE_LENGTH} characters`)
    else if (own !== null) leagues.set(id, own)
    else {
      const choice = decisions.choose({
        id: `P06:team_profiles:no-league:${id}`,
        question: `Profile ${id} "${name ?? ''}" does not say its league: which is it?`,
        options: [
          { id: QUARANTINE, meaning: 'nobody knows: it gets no row in V3, nor do its pairs and strategies; the companion keeps them all' },
          ...LEAGUE_NAMES.map((known) => ({ id: known, meaning: `it plays in ${known}` })),
        ],
        proposed: QUARANTINE,
      })
      if (choice !== null && choice !== QUARANTINE) rule(id, choice, 'decided: a person named the league')
      else rulings.quarantine('team_profiles', id, `no-league: ${league.finding ?? 'its data names none'}`)
    }
  }
  return leagues
}

/** Ids below are reserved for V1's teams. */
const FIRST_OWN_ID = 10_001
const NAME_LENGTH = 100
const LEGACY = 'legacy-v1'
const RESULTS = 'football-data'

/** Empty where our own tables do not exist yet. */
interface KnownTeams {
  readonly byName: ReadonlyMap<string, number>
  /** By `source|alias`. */
  readonly byAlias: ReadonlyMap<string, number>
  readonly ids: ReadonlySet<number>
}

async function readKnownTeams(target: Executor): Promise<KnownTeams> {
  const [there] = await target.execute<{ there: boolean }>(
    sql`select to_regclass('mon_ps.team') is not null and to_regclass('mon_ps.team_alias') is not null
      and to_regclass('quantum.team_quantum_dna_v3') is not null as there`,
  )
  if (there?.there !== true) return { byName: new Map(), byAlias: new Map(), ids: new Set() }
  const teams = await target.execute<{ id: number; name: string; team: number }>(
    sql`select id, name, coalesce(merged_into, id) as team from mon_ps.team`,
  )
  const shown = await target.execute<{ id: number }>(sql`select team_id as id from quantum.team_quantum_dna_v3`)
  const aliases = await target.execute<{ key: string; team: number }>(sql`
    select a.source || '|' || a.alias as key, coalesce(t.merged_into, t.id) as team from mon_ps.team_alias a join mon_ps.team t on t.id = a.team_id
    where a.source in (${LEGACY}, ${RESULTS})`)
  return {
    byName: new Map(teams.map(({ name, team }) => [name, team])),
    byAlias: new Map(aliases.map(({ key, team }) => [key, team])),
    ids: new Set([...teams, ...shown].map(({ id }) => id)),
  }
}

function identify(id: number, name: string, known: KnownTeams): Pick<MigrationTeam, 'teamId' | 'evidence'> {
  const before = known.byAlias.get(`${LEGACY}|${name}`)
  if (before !== undefined) return { teamId: before, evidence: `the alias "${name}" of ${LEGACY}` }
  const club = teamByUnderstatName(name)
  const inResults = club === null ? undefined : known.byAlias.get(`${RESULTS}|${club.footballData}`)
  if (club !== null && inResults !== undefined)
    return { teamId: inResults, evidence: `the alias "${club.footballData}" of ${RESULTS}: ${club.evidence}` }
  const same = known.byName.get(name)
  if (same !== undefined) return { teamId: same, evidence: `our team has exactly the name "${name}"` }
  const keeps = id < FIRST_OWN_ID && !known.ids.has(id)
  return {
    teamId: null,
    evidence: keeps
      ? `new to us; it keeps its V1 id ${id}`
      : `new to us; its V1 id ${id} is taken or not below ${FIRST_OWN_ID}, so it is given one`,
  }
}

function planAliases(name: string, teamId: number | null, known: KnownTeams): MigrationTeam['aliases'] {
  const own = { source: LEGACY, alias: name, evidence: 'the name of its profile' }
  const club = teamByUnderstatName(name)
  const holder = club === null ? undefined : known.byAlias.get(`${RESULTS}|${club.footballData}`)
  // A name that is another team's there stays that team's.
  if (club === null || (holder !== undefined && holder !== teamId)) return [own]
  return [own, { source: RESULTS, alias: club.footballData, evidence: club.evidence }]
}

type Candidate = MigrationTeam & { readonly league: string }

/** Groups of profiles that would be one team, or look like one. */
function groupDuplicates(candidates: readonly Candidate[]): readonly (readonly Candidate[])[] {
  const groupByKey = new Map<string, Candidate[]>()
  for (const one of candidates) {
    const keys = [
      `name ${normaliseTeamName(one.name)}`,
      `shown ${firstCharacters(one.name, NAME_LENGTH)}`,
      ...(one.teamId === null ? [] : [`team ${one.teamId}`]),
    ]
    const met = new Set(keys.flatMap((key) => groupByKey.get(key) ?? []))
    const group = [...met, one].sort((x, y) => x.v1Id - y.v1Id)
    // Merge groups that share a key.
    for (const [key, members] of groupByKey) if (members.some((member) => met.has(member))) groupByKey.set(key, group)
    for (const key of keys) groupByKey.set(key, group)
  }
  return [...new Set(groupByKey.values())].filter((group) => group.length > 1)
}

const areDistinct = (group: readonly Candidate[]) =>
  new Set(group.map(({ teamId, v1Id }) => teamId ?? `v1 ${v1Id}`)).size === group.length &&
  new Set(group.map(({ name }) => firstCharacters(name, NAME_LENGTH))).size === group.length

function settleGroup(group: readonly Candidate[], { decisions, rulings }: Books): void {
  const ids = group.map(({ v1Id }) => v1Id)
  const choice = decisions.choose({
    id: `P03:team_profiles:same-team:${ids.join('+')}`,
    question: `Profiles ${group.map(({ v1Id, name }) => `${v1Id} "${name}"`).join(', ')} look like one team: which one moves?`,
    options: [
      ...ids.map((id) => ({
        id: `keep-${id}`,
        meaning: `profile ${id} moves; the others are quarantined with their pairs and strategies`,
      })),
      ...(areDistinct(group) ? [{ id: 'keep-all', meaning: 'they are different teams: all move' }] : []),
    ],
    proposed: `keep-${ids[0]}`,
  })
  if (choice === 'keep-all') return
  for (const { v1Id, name } of group)
    if (choice !== `keep-${v1Id}`)
      rulings.quarantine('team_profiles', v1Id, `same-team: "${name}" is taken to be the team of profile ${choice?.slice('keep-'.length)}`)
}

/**
 * Decides which team each profile with a name and a league becomes, and which of several profiles of one team moves.
 *
 * @param leagues  by V1 id
 */
export async function decideTeams(
  target: Executor,
  profiles: readonly ProfileRow[],
  leagues: ReadonlyMap<number, string>,
  books: Books,
): Promise<readonly MigrationTeam[]> {
  const known = await readKnownTeams(target)
  const { rulings } = books
  const candidates = profiles.flatMap(({ id, name: own }): Candidate[] => {
    const name = rulings.value('team_profiles', id, 'team_name') ?? own
    const league = leagues.get(id)
    if (name === null || league === undefined || rulings.quarantined('team_profiles').has(id)) return []
    const identity = identify(id, name, known)
    return [{ v1Id: id, name, ...identity, aliases: planAliases(name, identity.teamId, known), league }]
  })
  for (const group of groupDuplicates(candidates)) settleGroup(group, books)
  return candidates.filter(({ v1Id }) => !rulings.quarantined('team_profiles').has(v1Id)).map(({ league: _, ...team }) => team)
}
