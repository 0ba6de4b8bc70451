import { AUDIT_STAKES, OTHER_MARKET_FAMILY, OTHER_STRATEGY_TYPE } from '../mapping/strategy-rules.ts'
import { sql } from 'drizzle-orm'
import { PUBLISHED_KINDS } from '@mon-ps/db/publish/published-kinds'
import type { Executor } from '@mon-ps/db/client'
import type { MoveReport } from '../types.ts'
import { companionColumns } from './companions.ts'
import { named, quoted } from '@mon-ps/db/engine/sql-text'

const EXAMPLES = 5

/** A few moved rows of each table before and after. */
export async function readSamples(target: Executor, perTable = 3): Promise<MoveReport['samples']> {
  const samples: MoveReport['samples'][number][] = []
  for (const { v1: table, v3, versions, id } of PUBLISHED_KINDS) {
    // `json` may hold what `jsonb` refuses.
    const columns = (await companionColumns(target, table)).map(({ name, type }) =>
      type === 'json' ? `c.${named(name)}::text` : `c.${named(name)}`,
    )
    const rows = await target.execute<{ v1Id: number; v1: Record<string, unknown>; v3: Record<string, unknown> }>(
      sql.raw(`select v.v1_id as "v1Id", (select to_jsonb(shown.*) from (select ${columns.join(', ')}) shown) as v1, to_jsonb(t) as v3 from mon_ps.${versions} v
        join legacy_v1.${named(table)} c on c.id = v.v1_id
        join mon_ps.v3_row_source s on s.table_name = ${quoted(v3)} and s.version_id = v.version_id and s.origin = 'migrated'
        join quantum.${v3} t on t.${named(id)} = s.row_id
        where v.origin = 'migrated' and v.retired_at is null order by v.v1_id limit ${Math.trunc(perTable)}`),
    )
    samples.push(...rows.map((row) => ({ table, ...row })))
  }
  return samples
}

type Note = MoveReport['notes'][number]

interface NoteQuery {
  readonly id: string
  readonly message: string
  /** Rows of `id` (for the order) and `example`. */
  readonly rows: string
}

const strategies = (condition: string) => `select v.v1_id as id, v.strategy_name || ' (' || v.team_name || ')' as example
  from mon_ps.strategy_version v join legacy_v1.team_strategies c on c.id = v.v1_id
  where v.origin = 'migrated' and v.retired_at is null and ${condition}`

const profiles = (
  condition: string,
) => `select v.v1_id as id, v.team_name || ': ' || coalesce(v.best_strategy, 'null') || ', market_dna says '
    || coalesce(v.market_dna ->> 'best_strategy', 'null') || ', optimal_strategies say ' || coalesce(v.optimal_strategies #>> '{0,strategy_code}', 'null') as example
  from mon_ps.team_dna_version v where v.origin = 'migrated' and v.retired_at is null and ${condition}`

const NOTES: readonly NoteQuery[] = [
  {
    id: 'market-family-other',
    message: `strategies whose name has no word for a market: their family is ${OTHER_MARKET_FAMILY}`,
    rows: strategies(`v.market_family = ${quoted(OTHER_MARKET_FAMILY)}`),
  },
  {
    id: 'strategy-type-compound',
    message: `strategies whose name has no word for a market or a context: their type is ${OTHER_STRATEGY_TYPE}`,
    rows: strategies(`v.strategy_type = ${quoted(OTHER_STRATEGY_TYPE)}`),
  },
  {
    id: 'roi-not-converted',
    message: `strategies with a return per bet whose stake nobody knows (it is known of ${AUDIT_STAKES.length} audited ones): their return per stake is null`,
    rows: strategies('c.roi is not null and v.roi is null'),
  },
  {
    id: 'best-strategy-null',
    message: 'teams of which no strategy is marked as the best: best_strategy is null',
    rows: profiles('v.best_strategy is null'),
  },
  {
    id: 'best-strategy-disagrees',
    message: 'teams whose market_dna or optimal_strategies name another best strategy than the one that is marked',
    rows: profiles(`v.best_strategy is not null and (v.market_dna ->> 'best_strategy' <> v.best_strategy
      or v.optimal_strategies #>> '{0,strategy_code}' <> v.best_strategy)`),
  },
  {
    id: 'pairs-unordered',
    message: 'pairs without a home side: one row answers both orders',
    rows: `select v.v1_id as id, v.team_home_name || ' and ' || v.team_away_name as example from mon_ps.friction_version v
      where v.origin = 'migrated' and v.retired_at is null and v.orientation = 'unordered'`,
  },
]

/** Remarkable facts about the moved rows, with examples. */
export async function readNotes(target: Executor): Promise<MoveReport['notes']> {
  const notes: Note[] = []
  for (const { id, message, rows } of NOTES) {
    const [found] = await target.execute<{ count: number; examples: string[] }>(
      sql.raw(`with found as (${rows}) select count(*) as count,
        coalesce((select json_agg(f.example) from (select example from found order by id limit ${EXAMPLES}) f), '[]') as examples from found`),
    )
    if (found !== undefined && found.count > 0) notes.push({ id, count: found.count, message, examples: found.examples })
  }
  return notes
}
