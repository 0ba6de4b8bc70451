import type { HostileCase } from './row-cases.ts'

const renamed = (table: string) => `alter table quantum.${table} rename to ${table}_storage`

/** A partitioned table in the place of a plain one, its rows in two partitions. */
const partitioned = (table: string) => [
  renamed(table),
  `create table quantum.${table} (like quantum.${table}_storage including defaults, primary key (id)) partition by hash (id)`,
  `create table quantum.${table}_even partition of quantum.${table} for values with (modulus 2, remainder 0)`,
  `create table quantum.${table}_odd partition of quantum.${table} for values with (modulus 2, remainder 1)`,
  `insert into quantum.${table} select * from quantum.${table}_storage`,
]

const MORE_THAN_A_PAGE_OF_ROWS = 2500

/** V1s whose tables are no plain tables, or have what V1's own have not: each needs a database of its own. */
export const RELATION_CASES: readonly HostileCase[] = [
  {
    name: 'partitioned tables',
    spoil: ({ after }) => {
      after.push(...partitioned('matchup_friction'), ...partitioned('team_strategies'))
    },
    finds: [],
  },
  {
    name: 'rows in partitions and in a child table, more than are read at once',
    spoil: (draft) => {
      for (const table of Object.values(draft.tables)) table.keys = ['primary key (id)']
      draft.after.push(
        ...partitioned('team_strategies'),
        'create table quantum.more_pairs () inherits (quantum.matchup_friction)',
        `insert into quantum.more_pairs select (jsonb_populate_record(p, jsonb_build_object('id', 100 + n, 'team_a_name', 'A ' || n))).*
          from quantum.matchup_friction p, generate_series(1, ${MORE_THAN_A_PAGE_OF_ROWS}) n where p.id = 1`,
        `insert into quantum.team_strategies select (jsonb_populate_record(s, jsonb_build_object('id', 100 + n, 'strategy_name', 'S' || n))).*
          from quantum.team_strategies s, generate_series(1, ${2 * MORE_THAN_A_PAGE_OF_ROWS}) n where s.id = 1`,
      )
    },
    finds: ['P15:matchup_friction:inheritance', 'P03:matchup_friction:same-pair'],
  },
  {
    name: 'a materialized view where a table should be',
    spoil: ({ after }) => {
      after.push(renamed('team_profiles'), 'create materialized view quantum.team_profiles as select * from quantum.team_profiles_storage')
    },
    finds: ['P15:team_profiles:not-a-table'],
  },
  {
    name: 'views where all tables should be',
    spoil: ({ after }) => {
      for (const table of ['team_profiles', 'matchup_friction', 'team_strategies'])
        after.push(renamed(table), `create view quantum.${table} as select * from quantum.${table}_storage`)
    },
    finds: ['P15:team_profiles:not-a-table', 'P15:matchup_friction:not-a-table', 'P15:team_strategies:not-a-table'],
  },
  {
    name: 'a view that cannot be read',
    spoil: ({ after }) => {
      after.push(
        renamed('team_strategies'),
        'create view quantum.team_strategies as select s.*, 1 / (id - 1) as odd_one_out from quantum.team_strategies_storage s',
      )
    },
    finds: ['P16:team_strategies:not-readable'],
    blocked: true,
  },
  {
    name: 'names of columns in capitals',
    spoil: ({ after }) => {
      after.push('alter table quantum.team_profiles rename column team_name to "Team_Name"')
    },
    finds: ['P08:team_profiles:missing-column', 'P08:team_profiles:extra-column'],
    blocked: true,
  },
  {
    name: 'columns of V1 that are generated',
    spoil: ({ tables }) => {
      tables.team_profiles.types.set('win_rate', 'numeric(5,2) generated always as (round(100.0 * total_wins / total_bets, 2)) stored')
      tables.team_profiles.rows = tables.team_profiles.rows.map(({ win_rate: _, ...row }) => row)
      tables.team_profiles.types.set('id', 'integer generated always as identity')
      tables.team_profiles.rows = tables.team_profiles.rows.map(({ id: _, ...row }) => row)
    },
    finds: ['P15:team_profiles:generated'],
  },
  {
    name: 'columns that are called like ours',
    spoil: ({ tables }) => {
      const names = [
        't',
        'c',
        'r',
        'v',
        'h',
        'hash',
        'line',
        'rows',
        'v1_id',
        'ruled',
        'problem',
        'team_id',
        'version_id',
        'place',
        '"select"',
        '"a""b"',
        '"it\'s"',
        '"$1"',
        '"id?"',
        '"50%"',
        '"back\\slash"',
        '"Ünïcode"',
        '"__proto__"',
        '"constructor"',
      ]
      for (const table of Object.values(tables)) for (const name of names) table.types.set(name, "text default 'theirs'")
    },
    finds: ['P08:team_profiles:extra-column', 'P08:matchup_friction:extra-column', 'P08:team_strategies:extra-column'],
  },
  {
    name: 'a hundred and twenty more columns',
    spoil: ({ tables }) => {
      for (let n = 0; n < 120; n++) tables.team_profiles.types.set(`more_${n}`, `integer default ${n}`)
    },
    finds: ['P08:team_profiles:extra-column'],
  },
  {
    name: 'more columns of every type',
    spoil: ({ tables, before }) => {
      before.push('create type quantum.place as (x integer, name text)', "create type quantum.mood as enum ('up', 'it''s down')")
      const types: Readonly<Record<string, string>> = {
        a_bytea: String.raw`bytea default '\x00ff10'`,
        an_interval: "interval default '1 year 2 days 03:04:05.678'",
        a_money: "money default '12.34'",
        a_range: "int4range default '[1,5)'",
        a_point: "point default '(1.5,2)'",
        a_uuid: "uuid default '00000000-0000-0000-0000-000000000001'",
        an_inet: "inet default '10.0.0.1/8'",
        a_bit: "bit varying(8) default '101'",
        a_vector: "tsvector default 'a:1 b:2'",
        texts: `text[] default array['a,b', '"quoted"', null, '{brace}', '']`,
        numbers: "numeric(6,2)[][] default '{{1.10,2},{3,4}}'",
        a_place: `quantum.place default row(1, 'a "b", (c)')::quantum.place`,
        places: `quantum.place[] default array[row(1, null)::quantum.place]`,
        a_mood: "quantum.mood default 'it''s down'",
        a_letter: `"char" default 'x'`,
        a_double: "double precision default 'NaN'",
        a_real: "real default '-Infinity'",
        a_numeric: "numeric default 'Infinity'",
        a_time: "time with time zone default '04:05:06.789+01'",
        an_instant: "timestamp with time zone default '-infinity'",
        a_class: "regclass default 'pg_class'::regclass",
        a_json: `json default '{"b" : 1.10,  "b": "\\u0000"}'`,
        a_path: "jsonpath default '$.a[*]'",
        empty: "text default ''",
      }
      for (const [name, type] of Object.entries(types)) tables.team_strategies.types.set(name, type)
    },
    finds: ['P08:team_strategies:extra-column'],
  },
  {
    name: 'tables without any key',
    spoil: ({ tables }) => {
      for (const table of Object.values(tables)) {
        table.keys = []
        table.types.set('id', 'integer')
      }
    },
    finds: [],
  },
  {
    name: 'checks that its own rows break',
    spoil: ({ after }) => {
      after.push(
        'alter table quantum.team_profiles add constraint fewer check (total_bets < 5) not valid',
        'alter table quantum.team_strategies add constraint unknown_team foreign key (team_profile_id) references quantum.team_profiles (id) not valid',
      )
    },
    finds: ['P15:team_profiles:unproven-check'],
  },
  {
    name: 'defaults and checks by functions of its own',
    spoil: ({ tables, before }) => {
      before.push(
        "create function quantum.first_tier() returns text language sql as 'select ''GOLD''::text'",
        "create function quantum.is_tier(t text) returns boolean language sql immutable as 'select t <> '''''",
      )
      tables.team_profiles.types.set('tier', 'varchar(20) default quantum.first_tier() check (quantum.is_tier(tier))')
      tables.team_profiles.types.set('born', 'timestamptz default now()')
    },
    finds: [],
  },
]
