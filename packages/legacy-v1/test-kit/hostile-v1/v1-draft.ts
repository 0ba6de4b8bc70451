import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import { V1_UNIQUE_KEYS, listV1Columns } from '../v1-tables.ts'

type Cell = string | number | boolean | null | { readonly json: unknown } | { readonly raw: string }
export type DraftRow = Record<string, Cell>

interface DraftTable {
  /** Column to type, in the order of the table. */
  readonly types: Map<string, string>
  /** After the columns: keys. */
  keys: string[]
  rows: DraftRow[]
  present: boolean
}

/** A small V1 that cases spoil, each in its way, before it is written as SQL. */
export interface V1Draft {
  readonly tables: Readonly<Record<V1TableName, DraftTable>>
  /** Statements before the tables: the types that they use. */
  readonly before: string[]
  /** Statements after everything else. */
  readonly after: string[]
  /** Adds a row like the first one, with an id of its own, and answers it. */
  profile(values: DraftRow): DraftRow
  pair(values: DraftRow): DraftRow
  strategy(values: DraftRow): DraftRow
}

function draftTable(table: V1TableName): DraftTable {
  return {
    types: new Map(listV1Columns(table).map(({ name, type }) => [name, name === 'id' ? 'serial' : type])),
    keys: ['primary key (id)', V1_UNIQUE_KEYS[table]],
    rows: [],
    present: true,
  }
}

const CLUBS = ['Alpha United', 'Beta Rovers', 'Gamma City', 'Delta Town', 'Epsilon Athletic', 'Zeta Wanderers']
const TIME = '2025-12-05 23:46:41'

const profileRow = (id: number, name: string): DraftRow => ({
  id,
  team_name: name,
  team_name_normalized: name.toLowerCase(),
  tier: 'GOLD',
  tier_rank: id,
  current_style: 'balanced',
  style_confidence: 50,
  betting_identity: { json: { luck: 'LUCKY' } },
  total_matches: 13,
  total_bets: 13,
  total_wins: 12,
  total_losses: 1,
  win_rate: 92.3,
  total_pnl: 22,
  roi: 84.6,
  unlucky_losses: 1,
  bad_analysis_losses: 0,
  unlucky_pct: 100,
  quantum_dna: { json: { league: 'SerieA', market_dna: { best_strategy: 'QUANT_BEST_MARKET' } } },
  exploit_markets: { json: [] },
  narrative_profile: `${name} [GOLD]\nLeague: Serie A`,
  created_at: TIME,
  updated_at: TIME,
})

const pairRow = (id: number, a: number, b: number, names: readonly string[]): DraftRow => ({
  id,
  team_a_id: a,
  team_a_name: names[0] ?? null,
  team_b_id: b,
  team_b_name: names[1] ?? null,
  friction_score: 55.5,
  style_clash_score: 40,
  predicted_goals: 2.5,
  predicted_btts_prob: 0.55,
  predicted_winner: 'team_a',
  chaos_potential: 50,
  h2h_matches: 0,
  friction_vector: { json: { style_clash: 55 } },
  sample_size: 0,
  confidence_level: 'low',
  created_at: TIME,
})

const strategyRow = (id: number, profile: number, team: string): DraftRow => ({
  id,
  team_profile_id: profile,
  team_name: team,
  strategy_name: 'QUANT_BEST_MARKET',
  strategy_version: '1.0',
  is_best_strategy: true,
  strategy_rank: 1,
  bets: 13,
  wins: 12,
  losses: 1,
  win_rate: 92.3,
  profit: 22,
  roi: 169.2,
  unlucky_count: 1,
  bad_analysis_count: 0,
  source: 'audit',
  parameters: { json: { family: 'QUANT' } },
  created_at: TIME,
})

/** A V1 without a fault: six clubs, all their pairs, a strategy each. */
export function cleanDraft(): V1Draft {
  const tables = {
    team_profiles: draftTable('team_profiles'),
    matchup_friction: draftTable('matchup_friction'),
    team_strategies: draftTable('team_strategies'),
  }
  const add = (table: V1TableName, row: DraftRow) => {
    const { rows } = tables[table]
    const made = { ...row, id: row['id'] ?? rows.length + 1 }
    rows.push(made)
    return made
  }
  CLUBS.forEach((name, at) => add('team_profiles', profileRow(at + 1, name)))
  let pair = 0
  for (let a = 0; a < CLUBS.length; a++)
    for (let b = a + 1; b < CLUBS.length; b++) add('matchup_friction', pairRow(++pair, a + 1, b + 1, [CLUBS[a] ?? '', CLUBS[b] ?? '']))
  CLUBS.forEach((name, at) => add('team_strategies', strategyRow(at + 1, at + 1, name)))
  const next = (table: V1TableName) => Math.max(0, ...tables[table].rows.map(({ id }) => Number(id))) + 1
  return {
    tables,
    before: [],
    after: [],
    profile: (values) => {
      const id = next('team_profiles')
      return add('team_profiles', { ...profileRow(id, `Club ${id}`), ...values })
    },
    pair: (values) => {
      const id = next('matchup_friction')
      return add('matchup_friction', { ...pairRow(id, 1, 2, [`A ${id}`, `B ${id}`]), ...values })
    },
    strategy: (values) => {
      const id = next('team_strategies')
      return add('team_strategies', {
        ...strategyRow(id, 1, 'Alpha United'),
        strategy_name: `STRATEGY_${id}`,
        is_best_strategy: false,
        ...values,
      })
    },
  }
}

const text = (value: string) => `'${value.replaceAll("'", "''")}'`

function literal(cell: Cell): string {
  if (cell === null) return 'null'
  if (typeof cell === 'string') return text(cell)
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell)
  return 'raw' in cell ? cell.raw : text(JSON.stringify(cell.json))
}

function tableSql(name: V1TableName, { types, keys, rows, present }: DraftTable): string[] {
  if (!present) return []
  const columns = [...types].map(([column, type]) => `${column} ${type}`)
  const made = `create table quantum.${name} (${[...columns, ...keys].join(', ')})`
  const inserts = rows.map((row) => {
    const used = Object.entries(row).filter(([column]) => types.has(column))
    return `insert into quantum.${name} (${used.map(([column]) => column).join(', ')}) values (${used.map(([, cell]) => literal(cell)).join(', ')})`
  })
  const sequence =
    types.get('id') === 'serial' ? [`select setval('quantum.${name}_id_seq', (select coalesce(max(id), 0) + 1 from quantum.${name}))`] : []
  return [made, ...inserts, ...sequence]
}

/** The draft as a script that makes schema `quantum` anew. */
export function draftSql({ tables, before, after }: V1Draft): string {
  const parts = (['team_profiles', 'matchup_friction', 'team_strategies'] as const).flatMap((name) => tableSql(name, tables[name]))
  return ['drop schema if exists quantum cascade', 'create schema quantum', ...before, ...parts, ...after].join(';\n')
}
