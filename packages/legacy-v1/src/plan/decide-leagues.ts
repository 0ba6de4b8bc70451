import { LEAGUE_NAMES } from '../mapping/league-and-season.ts'
import { charactersOf, firstCharacters } from '../inspect/characters.ts'
import { LEAGUE_LENGTH, type ProfileRow } from '../inspect/profiles.ts'
import type { Books } from './treat-rows.ts'

const OUT = 'quarantine'

/** The league that V3 gets for each profile, by id; none for a profile that is quarantined because nobody knows it. */
export function decideLeagues(profiles: readonly ProfileRow[], { decisions, rulings }: Books): ReadonlyMap<number, string> {
  const leagues = new Map<number, string>()
  for (const { id, name, league } of profiles) {
    if (rulings.quarantined('team_profiles').has(id)) continue
    // A ruling that takes the JSON away takes the league with it.
    const said = rulings.value('team_profiles', id, 'quantum_dna') === undefined ? league.value : null
    if (said !== null && charactersOf(said).length <= LEAGUE_LENGTH) leagues.set(id, said)
    else if (said !== null) {
      const cut = firstCharacters(said, LEAGUE_LENGTH)
      rulings.add({
        table: 'team_profiles',
        v1Id: id,
        kind: 'league',
        column: '',
        value: cut,
        reason: `too-long: "${said}" has more than ${LEAGUE_LENGTH} characters`,
      })
      leagues.set(id, cut)
    } else {
      const choice = decisions.choose({
        id: `P06:team_profiles:no-league:${id}`,
        question: `Profile ${id} "${name ?? ''}" does not say its league: which is it?`,
        options: [
          { id: OUT, meaning: 'nobody knows: it gets no row in V3, nor do its pairs and strategies; the companion keeps them all' },
          ...LEAGUE_NAMES.map((known) => ({ id: known, meaning: `it plays in ${known}` })),
        ],
        proposed: OUT,
      })
      if (choice === null || choice === OUT)
        rulings.add({
          table: 'team_profiles',
          v1Id: id,
          kind: 'quarantine',
          column: '',
          value: null,
          reason: `no-league: ${league.finding ?? 'its data names none'}`,
        })
      else {
        rulings.add({
          table: 'team_profiles',
          v1Id: id,
          kind: 'league',
          column: '',
          value: choice,
          reason: 'decided: a person named the league',
        })
        leagues.set(id, choice)
      }
    }
  }
  return leagues
}
