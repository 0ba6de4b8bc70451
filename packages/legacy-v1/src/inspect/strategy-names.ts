import { marketFamilyOf, OTHER_MARKET_FAMILY } from '../mapping/strategy-rules.ts'
import { sql } from 'drizzle-orm'
import type { Executor } from '@mon-ps/db/client'
import type { Finding } from '../types.ts'
import { EXAMPLES } from './check.ts'
import type { V1Relation } from './v1-relation.ts'

/** Strategies whose names hold no word that tells their market: V3 says so, rather than guess. */
export async function strategyNameFindings(executor: Executor, relation: V1Relation): Promise<readonly Finding[]> {
  const names = await executor.execute<{ name: string; rows: number; first: number | null }>(sql`
    select r.strategy_name as name, count(*) as rows, min(r.id)::float8 as first from (${relation.body}) r
    where r.strategy_name is not null group by 1 order by 3`)
  const other = names.filter(({ name }) => marketFamilyOf(name) === OTHER_MARKET_FAMILY)
  const count = other.reduce((total, { rows }) => total + rows, 0)
  if (count === 0) return []
  return [
    {
      id: 'P06:team_strategies:family-other',
      check: 'P06',
      table: 'team_strategies',
      severity: 'info',
      count,
      message: `${count} strategies have a name without a word that tells their market: V3’s market_family is ${OTHER_MARKET_FAMILY}`,
      examples: other.slice(0, EXAMPLES).map(({ name, rows, first }) => ({ v1Id: first, what: `${name}, ${rows} times` })),
      remedy: null,
    },
  ]
}
