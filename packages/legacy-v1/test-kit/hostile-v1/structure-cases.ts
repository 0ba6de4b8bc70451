import { type HostileCase, ids } from './row-cases.ts'

const VIEW = [
  'alter table quantum.team_strategies rename to strategies_storage',
  'create view quantum.team_strategies as select * from quantum.strategies_storage',
]

/** Faults of whole tables: each needs a database of its own. */
export const STRUCTURE_CASES: readonly HostileCase[] = [
  {
    name: 'no rows at all',
    spoil: ({ tables }) => {
      for (const table of Object.values(tables)) table.rows = []
    },
    finds: ['P20:team_profiles:rows', 'P20:matchup_friction:rows', 'P20:team_strategies:rows'],
  },
  {
    name: 'a missing table',
    spoil: ({ tables }) => {
      tables.matchup_friction.present = false
    },
    finds: ['P20:matchup_friction:missing'],
    blocked: true,
  },
  {
    name: 'without profiles',
    spoil: ({ tables }) => {
      tables.team_profiles.present = false
    },
    finds: ['P20:team_profiles:missing'],
    blocked: true,
  },
  {
    name: 'extra columns',
    spoil: ({ tables }) => {
      tables.team_profiles.types.set('scouted_by', "text default 'nobody'")
      tables.team_profiles.types.set('twice', 'integer generated always as (total_bets * 2) stored')
      tables.matchup_friction.types.set('"Mixed Case"', 'integer[]')
    },
    finds: ['P08:team_profiles:extra-column', 'P15:team_profiles:generated', 'P08:matchup_friction:extra-column'],
  },
  {
    name: 'missing columns',
    spoil: ({ tables }) => {
      tables.team_profiles.types.delete('tier')
      tables.team_strategies.types.delete('profit')
    },
    finds: ['P08:team_profiles:missing-column', 'P08:team_strategies:missing-column'],
    blocked: true,
  },
  {
    name: 'a view where a table should be',
    spoil: ({ after }) => {
      after.push(...VIEW)
    },
    finds: ['P15:team_strategies:not-a-table'],
  },
  {
    name: 'a view without the columns',
    spoil: ({ after }) => {
      after.push(VIEW[0] ?? '', 'create view quantum.team_strategies as select team_name from quantum.strategies_storage')
    },
    finds: ['P15:team_strategies:not-a-table', 'P08:team_strategies:missing-column', 'P02:team_strategies:no-id'],
    blocked: true,
  },
  {
    name: 'ids as bigint',
    spoil: ({ tables }) => {
      for (const { types } of Object.values(tables)) types.set('id', 'bigserial')
      tables.matchup_friction.types.set('team_a_id', 'bigint')
      tables.team_strategies.types.set('team_profile_id', 'bigint')
      tables.team_profiles.types.set('total_bets', 'bigint')
      tables.team_profiles.rows[0] = { ...tables.team_profiles.rows[0], total_bets: 5000000000 }
    },
    finds: ['P08:team_profiles:total_bets-too-large'],
  },
  {
    name: 'ids as text',
    spoil: ({ tables }) => {
      for (const table of Object.values(tables)) {
        table.types.set('id', 'text')
        table.rows = table.rows.map((row) => ({ ...row, id: String(row['id']) }))
      }
      tables.team_profiles.rows[0] = { ...tables.team_profiles.rows[0], id: 'one' }
    },
    finds: ['P08:team_profiles:unreadable-type', 'P02:team_profiles:no-id'],
    blocked: true,
  },
  {
    name: 'ids that repeat or are null',
    spoil: ({ tables }) => {
      for (const table of Object.values(tables)) table.keys = []
      tables.team_profiles.types.set('id', 'integer')
      tables.team_profiles.rows.push(
        { ...tables.team_profiles.rows[0], team_name: 'Second' },
        { ...tables.team_profiles.rows[1], id: null },
      )
    },
    finds: ['P03:team_profiles:repeated-id', 'P02:team_profiles:no-id'],
    blocked: true,
  },
  {
    name: 'JSON kept as text, ranks with decimals',
    spoil: (draft) => {
      const { team_profiles: profiles, team_strategies: strategies } = draft.tables
      profiles.types.set('quantum_dna', 'text')
      profiles.types.set('betting_identity', 'json')
      strategies.types.set('strategy_rank', 'numeric')
      draft.profile({ quantum_dna: '{"league": ' })
      draft.profile({ betting_identity: { raw: `'{"a": "\\u0000"}'` } })
      draft.profile({ betting_identity: { raw: `'{"a": "\\ud83d\\udd25", "b": "\\\\u0000"}'` } })
      draft.strategy({ strategy_rank: 1.5 })
    },
    finds: [
      'P08:team_profiles:other-type',
      ...ids('P06:team_profiles', 'quantum_dna-unreadable betting_identity-unreadable'),
      'P08:team_strategies:strategy_rank-fraction',
    ],
  },
  {
    name: 'types that say nothing of numbers',
    spoil: ({ tables }) => {
      tables.team_profiles.types.set('win_rate', 'text')
      tables.team_profiles.types.set('total_wins', 'integer[]')
      tables.team_profiles.rows = tables.team_profiles.rows.map((row) => ({ ...row, win_rate: '92,3', total_wins: { raw: 'array[1]' } }))
    },
    finds: ['P08:team_profiles:unreadable-type'],
    blocked: true,
  },
  {
    name: 'doubles, times with a zone, a child table, rules and triggers',
    spoil: (draft) => {
      draft.tables.team_profiles.types.set('total_pnl', 'double precision')
      draft.tables.team_profiles.types.set('created_at', 'timestamp with time zone')
      draft.profile({ total_pnl: '-Infinity' })
      draft.after.push(
        'create table quantum.child () inherits (quantum.matchup_friction)',
        'create view quantum.onlooker as select team_name from quantum.team_profiles',
        'create rule note as on delete to quantum.team_strategies do also select 1',
        "create function quantum.touch() returns trigger language plpgsql as 'begin return new; end'",
        'create trigger touch before update on quantum.team_profiles for each row execute function quantum.touch()',
      )
    },
    finds: [
      'P07:team_profiles:total_pnl-not-finite',
      'P15:matchup_friction:inheritance',
      'P15:team_profiles:dependent-view',
      'P15:team_strategies:rule',
      'P15:team_profiles:trigger',
    ],
  },
]
