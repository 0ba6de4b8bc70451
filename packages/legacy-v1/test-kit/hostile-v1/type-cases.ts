import type { HostileCase } from './row-cases.ts'

const tenThousand = (seed: string) =>
  Array.from({ length: 10_000 }, (_, at) => String.fromCodePoint(97 + ((at * at * 7 + at * 31 + seed.length) % 26))).join('')

const DEEP = 2000
const deepJson = `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`

/** V1s whose columns have other types than V1's, or hold what only such a type can hold: each needs a database of its own. */
export const TYPE_CASES: readonly HostileCase[] = [
  {
    name: 'whole numbers kept with decimals',
    spoil: ({ tables }) => {
      tables.team_profiles.types.set('total_bets', 'numeric(6,2)')
      tables.team_profiles.types.set('total_wins', 'double precision')
      tables.matchup_friction.types.set('sample_size', 'numeric(6,1)')
      tables.matchup_friction.types.set('team_a_id', 'numeric(8,2)')
      tables.team_strategies.types.set('bets', 'numeric(6,2)')
      tables.team_strategies.types.set('strategy_rank', 'real')
      tables.team_strategies.types.set('team_profile_id', 'numeric(8,2)')
    },
    finds: [],
  },
  {
    name: 'whole numbers and times kept as text',
    spoil: ({ tables }) => {
      tables.team_profiles.types.set('total_bets', 'text')
      tables.team_strategies.types.set('profit', 'character varying(20)')
      tables.matchup_friction.types.set('created_at', 'text')
    },
    finds: ['P08:team_profiles:unreadable-type', 'P08:team_strategies:unreadable-type', 'P08:matchup_friction:unreadable-type'],
    blocked: true,
  },
  {
    name: 'times kept as days and with few decimals',
    spoil: (draft) => {
      const { types } = draft.tables.team_profiles
      types.set('created_at', 'date')
      types.set('last_audit_at', 'timestamp(3) without time zone')
      draft.tables.matchup_friction.types.set('created_at', 'timestamp(0) with time zone')
      draft.profile({ last_audit_at: '2025-12-05 10:00:00.123' })
    },
    finds: [],
  },
  {
    name: 'JSON kept as it was typed',
    spoil: (draft) => {
      const { types } = draft.tables.team_profiles
      types.set('quantum_dna', 'text')
      types.set('betting_identity', 'json')
      types.set('exploit_markets', 'text')
      draft.profile({
        quantum_dna: '{ "league" : "SerieA",  "b": 1.10, "a": 2, "a": 3 }',
        betting_identity: { raw: `'{"b" : 1.10,  "a": 1, "a": 2}'` },
      })
      draft.profile({ exploit_markets: '[ 1,  2 ]' })
      draft.profile({ team_name: ' ', quantum_dna: '{"league": ' })
    },
    finds: ['P06:team_profiles:quantum_dna-unreadable'],
  },
  {
    name: 'reals',
    spoil: ({ tables }) => {
      tables.team_profiles.types.set('win_rate', 'real')
      tables.team_profiles.types.set('total_pnl', 'real')
      tables.team_profiles.types.set('roi', 'integer')
      tables.matchup_friction.types.set('chaos_potential', 'real')
      tables.team_strategies.types.set('profit', 'real')
      tables.team_profiles.rows = tables.team_profiles.rows.map((row, at) => ({ ...row, total_pnl: 22.1 + at, roi: 84 }))
      tables.team_strategies.rows = tables.team_strategies.rows.map((row, at) => ({ ...row, profit: 22.1 + at }))
    },
    finds: [],
  },
  {
    name: 'enumerations and domains of texts',
    spoil: ({ tables, before }) => {
      before.push("create type quantum.tier_name as enum ('GOLD', 'SILVER')", 'create domain quantum.club_name as varchar(100)')
      tables.team_profiles.types.set('tier', "quantum.tier_name default 'GOLD'::quantum.tier_name")
      tables.team_profiles.types.set('team_name', 'quantum.club_name')
      tables.team_strategies.types.set('team_name', 'quantum.club_name')
      tables.team_profiles.types.set('tiers_before', 'quantum.tier_name[]')
    },
    finds: ['P08:team_profiles:extra-column'],
  },
  {
    name: 'domains of numbers, of times and of domains',
    spoil: ({ tables, before }) => {
      before.push(
        'create domain quantum.how_many as integer check (value >= 0)',
        'create domain quantum.units as numeric(8,2)',
        'create domain quantum.profit as quantum.units',
        'create domain quantum.written_at as timestamp with time zone',
      )
      tables.team_profiles.types.set('total_bets', 'quantum.how_many')
      tables.team_profiles.types.set('total_pnl', 'quantum.profit')
      tables.team_strategies.types.set('bets', 'quantum.how_many')
      tables.matchup_friction.types.set('created_at', 'quantum.written_at')
    },
    finds: [],
  },
  {
    name: 'names of fixed length',
    spoil: ({ tables }) => {
      tables.team_profiles.types.set('team_name', 'character(60)')
      tables.team_profiles.types.set('tier', 'character(20)')
      tables.team_strategies.types.set('team_name', 'character(60)')
    },
    finds: [],
  },
  {
    name: 'names that are the same without their case by a collation',
    spoil: ({ tables, before }) => {
      before.push("create collation quantum.no_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false)")
      tables.team_profiles.types.set('team_name', 'varchar(100) collate quantum.no_case')
      tables.team_strategies.types.set('strategy_name', 'varchar(100) collate quantum.no_case')
    },
    finds: [],
  },
  {
    name: 'names of ten thousand characters',
    spoil: (draft) => {
      for (const { types } of Object.values(draft.tables))
        for (const [column, type] of types) if (type.startsWith('character')) types.set(column, 'text')
      for (const table of Object.values(draft.tables)) table.keys = ['primary key (id)']
      draft.profile({ team_name: tenThousand('a'), narrative_profile: tenThousand('b') })
      draft.pair({ team_a_id: 2, team_b_id: 4, team_a_name: tenThousand('c') })
      draft.strategy({ strategy_name: tenThousand('d'), team_name: tenThousand('e') })
    },
    finds: ['P08:team_profiles:team_name-too-long', 'P08:team_strategies:strategy_name-too-long'],
  },
  {
    name: 'letters of four bytes where a text is cut',
    spoil: (draft) => {
      draft.profile({ quantum_dna: { json: { league: `${'L'.repeat(49)}🔥🔥` } } })
      draft.tables.team_profiles.types.set('team_name', 'text')
      draft.profile({ team_name: `${'N'.repeat(99)}🔥🔥` })
      draft.profile({ team_name: ` ${'M'.repeat(59)}🔥🔥` })
      draft.profile({ quantum_dna: { json: { league: '🔥'.repeat(40) } } })
    },
    finds: ['P08:team_profiles:league-too-long', 'P08:team_profiles:team_name-too-long'],
  },
  {
    name: 'numbers in JSON that no double holds, and JSON of two thousand levels',
    spoil: (draft) => {
      draft.tables.team_strategies.types.set('parameters', 'json')
      draft.tables.matchup_friction.types.set('friction_vector', 'text')
      draft.profile({
        quantum_dna: { raw: `'{"league": "SerieA", "luck_dna": {"x": 1e400, "y": -1e-400, "z": 123456789012345678901234567890.5}}'` },
      })
      draft.profile({ quantum_dna: { raw: `'{"league": 1e400, "current_season": {"season": 1e400}}'` } })
      draft.profile({ quantum_dna: { raw: `'{"league": "SerieA", "context_dna": ${deepJson}}'` } })
      draft.strategy({ parameters: { raw: `'{"n": ${'9'.repeat(140_000)}}'` } })
      draft.strategy({ parameters: { raw: `'{"n": 1e9999999}'` } })
      draft.strategy({ parameters: { raw: `'{"sha": "3e12345"}'` } })
      draft.pair({ team_a_id: 2, team_b_id: 4, friction_vector: `${'['.repeat(100_000)}${']'.repeat(100_000)}` })
      draft.pair({ team_a_id: 2, team_b_id: 5, friction_vector: `{"n": ${'9'.repeat(140_000)}}` })
    },
    finds: ['P06:team_strategies:parameters-unreadable', 'P06:matchup_friction:friction_vector-unreadable'],
  },
  {
    name: 'escapes in JSON that only its text can hold',
    spoil: (draft) => {
      draft.tables.team_profiles.types.set('quantum_dna', 'json')
      draft.profile({ quantum_dna: { raw: `'{"league": "SerieA", "nul": "\\u0000"}'` } })
      draft.profile({ quantum_dna: { raw: `'{"league": "SerieA", "\\u0000": 1}'` } })
      draft.profile({ quantum_dna: { raw: `'{"league": "SerieA", "half": "\\ud83d"}'` } })
      draft.profile({ quantum_dna: { raw: `'{"league": "SerieA", "whole": "\\ud83d\\udd25", "zero\u200bwidth": 1}'` } })
      draft.profile({ quantum_dna: { raw: `'{"league": "SerieA", "no escape": "\\\\u0000"}'` } })
    },
    finds: ['P06:team_profiles:quantum_dna-unreadable', 'P06:team_profiles:unknown-key'],
  },
  {
    name: 'times at the ends of time',
    spoil: (draft) => {
      draft.profile({ created_at: '294276-12-31 23:59:59.999999', updated_at: { raw: "'4713-01-01 00:00:00 BC'" } })
      draft.profile({ created_at: '-infinity', updated_at: 'infinity' })
      draft.tables.matchup_friction.types.set('created_at', 'timestamp with time zone')
      draft.pair({ team_a_id: 2, team_b_id: 4, created_at: 'infinity' })
      draft.pair({ team_a_id: 2, team_b_id: 5, created_at: { raw: "'4713-01-02 00:00:00+00 BC'" } })
      draft.pair({ team_a_id: 2, team_b_id: 6, created_at: '294276-12-31 23:59:59+00' })
    },
    finds: ['P11:team_profiles:created_at-no-date', 'P11:matchup_friction:created_at-no-date'],
  },
  {
    name: 'ids at the ends of 32 bits',
    spoil: (draft) => {
      for (const { types } of Object.values(draft.tables)) types.set('id', 'bigint')
      draft.profile({ id: 2147483646, team_name: 'The last one' })
      draft.profile({ id: -2147483648, team_name: 'The first one' })
      draft.profile({ id: 0, team_name: 'Nought' })
      draft.pair({ id: 2147483647, team_a_id: 0, team_b_id: -2147483648 })
      draft.pair({ id: -2147483648, team_a_id: 2147483646, team_b_id: 0 })
      draft.strategy({ id: -1, team_profile_id: 0, team_name: 'Nought' })
      draft.strategy({ id: 0, team_profile_id: 2147483646, team_name: 'The last one' })
    },
    finds: [],
  },
  {
    name: 'ids beyond 32 bits',
    spoil: (draft) => {
      draft.tables.team_profiles.types.set('id', 'bigint')
      draft.tables.matchup_friction.types.set('team_a_id', 'bigint')
      draft.profile({ id: 5_000_000_000 })
      draft.pair({ team_a_id: 5_000_000_000, team_b_id: 1 })
    },
    finds: ['P02:team_profiles:no-id'],
    blocked: true,
  },
  {
    name: 'rows without an id whose JSON is none',
    spoil: (draft) => {
      const { team_profiles: profiles } = draft.tables
      profiles.keys = []
      profiles.types.set('id', 'integer')
      profiles.types.set('quantum_dna', 'text')
      profiles.rows.push({ ...profiles.rows[0], id: null, team_name: 'Nobody', quantum_dna: '{"league": ' })
    },
    finds: ['P02:team_profiles:no-id'],
    blocked: true,
  },
  {
    name: 'ids of several words whose JSON is none',
    spoil: (draft) => {
      const { team_profiles: profiles } = draft.tables
      profiles.types.set('id', 'text')
      profiles.types.set('quantum_dna', 'text')
      profiles.rows = profiles.rows.map((row) => ({ ...row, id: `club ${row['id']}`, quantum_dna: '{"league": ' }))
    },
    finds: ['P08:team_profiles:unreadable-type', 'P02:team_profiles:no-id'],
    blocked: true,
  },
]
