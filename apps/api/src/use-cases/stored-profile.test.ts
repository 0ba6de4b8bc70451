import { describe, expect, it } from 'vitest'
import { legacyProfile, storedIdentity } from './stored-profile.ts'

const NOTHING = { bettingIdentity: null, exploitMarkets: null, avoidMarkets: null, optimalScenarios: null, optimalStrategies: null }

/** As the old system wrote them. */
const V1 = {
  bettingIdentity: { philosophy: 'TEAM_CENTRIC', mental: 'PREDATOR' },
  exploitMarkets: [{ market: 'over_25', source: 'historical', confidence: 'HIGH' }],
  avoidMarkets: [],
  optimalScenarios: [{ scenario_code: 'TOTAL_CHAOS', match_score: 80 }],
  optimalStrategies: [{ strategy_code: 'QUANT_BEST_MARKET', match_score: 50 }],
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
