import { describe, expect, test } from 'vitest'
import { recountMigrated } from './recount-migrated.ts'

describe('a migrated number counted again from its V1 row', () => {
  test('is what the rule makes of the row', () => {
    expect(recountMigrated('team_profiles', 'win_rate', { win_rate: '54.20' })).toMatchObject({ rule: 'double@1', value: 54.2 })
    expect(recountMigrated('team_profiles', 'total_bets', { total_bets: null })).toMatchObject({ rule: 'copy@1', value: null })
    const row = { roi: '169.20', strategy_name: 'QUANT_BEST_MARKET', parameters: '{"family": "QUANT"}' }
    expect(recountMigrated('team_strategies', 'roi', row)).toMatchObject({ rule: 'roi-per-stake@1', value: 84.6, cannot: null })
  })

  test('says why where the rule reads more than the row', () => {
    const clv = recountMigrated('team_profiles', 'avg_clv', {})
    expect(clv?.value).toBeNull()
    expect(clv?.cannot).not.toBeNull()
    expect(recountMigrated('team_profiles', 'no_such_column', {})).toBeNull()
  })
})
