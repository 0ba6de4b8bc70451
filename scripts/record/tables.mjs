/** The rows of V3 and of our own published tables, column by column, without ids and without the order of rows. */
import { line } from './facts.mjs'

/** What names a row to a person; rows that share a name are told apart by their content. */
const NAMES_OF_ROWS = {
  'quantum.team_quantum_dna_v3': ['team_name', 'league'],
  'quantum.quantum_friction_matrix_v3': ['team_home_name', 'team_away_name', 'season'],
  'quantum.quantum_strategies_v3': ['team_name', 'strategy_name', 'strategy_version', 'season'],
  'mon_ps.team_dna_version': ['origin', 'team_name', 'league', 'season'],
  'mon_ps.friction_version': ['origin', 'team_home_name', 'team_away_name', 'season'],
  'mon_ps.strategy_version': ['origin', 'scope', 'competition_id', 'team_name', 'strategy_name', 'strategy_version', 'season'],
  'mon_ps.chess_classification': ['team_id', 'season'],
  'mon_ps.match': ['kickoff_on', 'home_id', 'away_id'],
}

/** Too large to be held cell by cell: counts and sums of them, each row one JSON list of key and values. */
const SUMS = {
  'v3_row_source (rows by table and origin)':
    'select json_build_array(table_name, origin, count(*)) from mon_ps.v3_row_source group by table_name, origin',
  'odds_quote (rows and sums of prices)':
    "select json_build_array(concat_ws(' ', market, phase, bookmaker, line), count(*), sum(price_1), sum(price_x), sum(price_2)) from mon_ps.odds_quote group by market, phase, bookmaker, line",
  'strategy_bet (bets, stakes, profits)':
    "select json_build_array(concat_ws(' ', strategy_name, market, line, side, outcome), team_id is null, count(*), sum(stake_micro), sum(profit_micro), sum(price)) from mon_ps.strategy_bet group by strategy_name, market, line, side, outcome, team_id is null",
}

/** Names of the teams of a database by their id there; none before the product has made its tables. */
export function readTeamNames(postgres, address) {
  const [isThere] = postgres.rows(address, "select to_json(to_regclass('mon_ps.team') is not null)")
  return new Map(isThere ? postgres.rows(address, 'select json_build_array(id, name) from mon_ps.team') : [])
}

/** @returns lists of lines by `table : column`; a table that is gone is one list that says so */
export function readTables(postgres, address, normaliser) {
  const facts = {}
  for (const [table, names] of Object.entries(NAMES_OF_ROWS)) {
    const [schema, name] = table.split('.')
    const columns = postgres.rows(
      address,
      `select to_json(column_name::text) from information_schema.columns where table_schema = '${schema}' and table_name = '${name}'`,
    )
    if (columns.length === 0) facts[name] = [line('the table', 'is not there')]
    else Object.assign(facts, readTable(postgres, address, { table, name, names, columns: columns.filter(isData), normaliser }))
  }
  for (const [name, sql] of Object.entries(SUMS)) {
    facts[name] = postgres
      .rows(address, sql)
      .map(([key, ...values]) => line(key, JSON.stringify(values)))
      .sort()
  }
  return facts
}

/** A row's own number, and those of its run and version, say nothing of what it holds; a team's becomes its name, a league's its code. */
const isData = (column) =>
  !/(^|_)id$/.test(column) || /^(team_id|home_id|away_id|team_home_id|team_away_id|competition_id|v1_id|team_intelligence_id)$/.test(column)

const selected = (column) =>
  column === 'competition_id' ? '(select code from mon_ps.competition where id = competition_id)' : `"${column}"::text`

function readTable(postgres, address, { table, name, names, columns, normaliser }) {
  const rows = postgres
    .rows(address, `select json_build_array(${columns.map(selected).join(', ')}) from ${table}`)
    .map((row) => row.map((text, index) => normaliser.cell(columns[index], text)))
    .map((row) => ({ key: names.map((column) => row[columns.indexOf(column)]).join(' | '), row }))
    .sort((a, b) => compare(a.key, b.key) || compare(a.row.join(), b.row.join()))
  const lists = columns.map((column, index) => [`${name} : ${column}`, rows.map(({ key, row }) => line(key, row[index]))])
  return Object.fromEntries(lists)
}

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0)
