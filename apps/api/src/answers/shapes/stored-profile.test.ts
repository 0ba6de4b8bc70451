import { narrativeFacts, type NarrativeFacts } from '@mon-ps/contract/team-profile'
import type { TeamProfile } from '@mon-ps/core/dna/profile/team-profile'
import { narrate } from '@mon-ps/messages/narrative/narrate'
import { teamFacts } from '@mon-ps/db/stored/team-facts'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { profileColumns, profileFacts } from '../../work/calculate/profile-columns.ts'
import { legacyProfile, toProfile, storedIdentity, teamsNamedIn } from './stored-profile.ts'

const NOTHING = {
  bettingIdentity: null,
  exploitMarkets: null,
  avoidMarkets: null,
  optimalScenarios: null,
  optimalStrategies: null,
  facts: null,
}

/** As the old system wrote them. */
const V1 = {
  bettingIdentity: { philosophy: 'TEAM_CENTRIC', mental: 'PREDATOR' },
  exploitMarkets: [{ market: 'over_25', source: 'historical', confidence: 'HIGH' }],
  avoidMarkets: [],
  optimalScenarios: [{ scenario_code: 'TOTAL_CHAOS', match_score: 80 }],
  optimalStrategies: [{ strategy_code: 'QUANT_BEST_MARKET', match_score: 50 }],
  facts: null,
}

describe('a row of the old system', () => {
  it('is never read as a profile of ours, and shown as it stands', () => {
    expect(storedIdentity(V1)).toBeNull()
    const shown = legacyProfile(V1)
    expect(shown?.find(({ key }) => key === 'bettingIdentity.philosophy')?.value).toBe('TEAM_CENTRIC')
    expect(shown?.find(({ key }) => key === 'exploitMarkets')?.value).toContain('over_25')
    expect(shown?.find(({ key }) => key === 'optimalStrategies')?.value).toContain('QUANT_BEST_MARKET')
  })

  it('without any of it says nothing', () => {
    expect(storedIdentity(NOTHING)).toBeNull()
    expect(legacyProfile(NOTHING)).toBeNull()
  })
})

it('a profile of another form is not guessed at', () => {
  expect(storedIdentity({ ...NOTHING, bettingIdentity: { form: 'team-profile-0', numbers: [] } })).toBeNull()
  expect(storedIdentity({ ...NOTHING, bettingIdentity: 'text' })).toBeNull()
})

describe('a profile of ours', () => {
  const estimate = (value: number) => ({ value, n: 400, interval: [value - 0.02, value + 0.02] as const })
  const record = { bets: 400, yieldFraction: estimate(0.1), closingLineValue: estimate(0.05) }
  const home = { ...record, competition: 'E0', teamId: 1, market: 'home_win', pValue: 0.0001, qValue: 0.01 } as const
  const rule = { ...record, strategy: 'BACK_HOME', verdict: 'evidence', sureYield: 0.08, ground: 'home', priority: 1 } as const
  const proven = { items: [rule], reason: null, cellsLookedAt: 17 }
  const reason = { code: 'no_bets' } as const
  const profile: TeamProfile = {
    teamId: 1,
    archetype: {
      teamId: 1,
      archetype: 'COMPLETE',
      probability: 0.9,
      chances: [{ archetype: 'COMPLETE', probability: 0.9 }],
      axes: [{ key: 'attack_strength', value: 0.4, interval: [0.3, 0.5], n: 150, standardised: 1.5, level: 'high' }],
      reason: null,
    },
    identity: { teamId: 1, numbers: [{ key: 'won_share', value: 0.6, n: 38, interval: [0.4, 0.7], expected: 0.5 }] },
    opponents: [
      {
        opponentId: 2,
        meetings: 10,
        won: 1,
        drawn: 2,
        lost: 7,
        n: 9,
        rawResidual: -0.6,
        shrunkResidual: -0.1,
        interval: [-0.3, 0.1],
        reliability: 0.1,
        couldBeChance: true,
      },
    ],
    markets: {
      looked: [home],
      exploit: { items: [home], reason: null, cellsLookedAt: 288 },
      avoid: { items: [], reason, cellsLookedAt: 288 },
    },
    strategies: { optimalStrategies: proven, optimalScenarios: proven, bestStrategy: 'BACK_HOME', priority: 1, reason: null },
    similar: {
      inLeague: [],
      elsewhere: [{ teamId: 7, competition: 'SP1', distance: 0.5, error: 1, metrics: [{ key: 'shots_for', difference: 0.5 }] }],
    },
    facts: {
      place: { team: 'One', league: 'Premier League', rank: 1, teams: 20, tier: 'ELITE' },
      archetype: null,
      shots: null,
      fouls: null,
      prices: null,
      results: null,
      drift: null,
      luck: null,
      opponent: null,
      exploit: [],
      avoid: [],
      noMarket: null,
      best: null,
      noStrategy: reason,
    },
  }

  it('comes back from its columns as it went in, with names and in the reader’s terms', () => {
    const stored = JSON.parse(JSON.stringify(profileColumns(profile))) as Parameters<typeof toProfile>[0]
    const identity = storedIdentity(stored)
    if (identity === null) throw new Error('expected a profile of ours')
    expect(teamsNamedIn(identity)).toEqual([2, 7])
    const facts =
      teamFacts.read(JSON.parse(JSON.stringify(teamFacts.write({ vectors: {}, profile: profileFacts(profile) }))))?.profile ?? null
    const names = new Map([
      [2, 'Two'],
      [7, 'Seven'],
    ])
    const wire = toProfile(stored, { identity, facts }, names)
    const stat = (value: number) => ({ ...estimate(value), interval: [...estimate(value).interval], status: 'measured' })
    expect(wire).toMatchObject({
      narrative: profile.facts,
      archetype: { archetype: 'COMPLETE', probability: 0.9, axes: [{ name: 'Attack', stat: { value: 0.4, n: 150 } }] },
      identity: [{ key: 'won_share', expected: 0.5, stat: { value: 0.6, n: 38 } }],
      exploitMarkets: { items: [{ market: 'home_win', bets: 400, roi: stat(0.1), clv: stat(0.05), qValue: 0.01 }], reason: null },
      avoidMarkets: { items: [], reason, cellsLookedAt: 288 },
      optimalStrategies: { items: [{ strategy: 'BACK_HOME', priority: 1, ground: 'home', roi: stat(0.1) }] },
      priority: { value: 1, reason: null },
      opponents: [{ opponent: { id: 2, name: 'Two' }, raw: { value: -0.6, n: 9 }, shrunk: { value: -0.1 }, couldBeChance: true }],
      similar: { elsewhere: [{ team: { id: 7, name: 'Seven' }, leagueCode: 'SP1', metrics: [{ name: 'Shots' }] }] },
    })
  })

  it('of before its facts were kept comes back without reasons', () => {
    const stored = JSON.parse(JSON.stringify(profileColumns(profile))) as Parameters<typeof toProfile>[0]
    const identity = storedIdentity(stored)
    if (identity === null) throw new Error('expected a profile of ours')
    expect(toProfile(stored, { identity, facts: null }, new Map())).toMatchObject({
      narrative: null,
      avoidMarkets: { items: [], reason: null },
    })
  })

  it('keeps its narrative in V3’s column in English, and reasons there in both languages', () => {
    const columns = profileColumns(profile)
    expect(columns.narrativeProfile).toBe(narrate(profile.facts, 'en').join('\n'))
    expect(columns.narrativeProfile).toMatch(/^One \(Premier League\) is 1st of 20/)
    expect(columns.avoidMarkets).toMatchObject({
      reason: { en: 'No rule has made a bet on a match of this team.', fr: 'Aucune règle n’a parié sur un match de cette équipe.' },
    })
  })

  it('is told from facts of the shape that the sentences take', () => {
    expectTypeOf<TeamProfile['facts']>().toExtend<NarrativeFacts>()
    const { value, interval } = estimate(0.1)
    const told = { market: 'home_win', bets: 400, yieldFraction: { value, interval }, qValue: 0.01 }
    expect(narrativeFacts.parse({ ...profile.facts, exploit: [home] })).toEqual({ ...profile.facts, exploit: [told] })
  })

  it('is not written for a team that has none', () => {
    expect(profileColumns(undefined)).toEqual({})
  })
})
