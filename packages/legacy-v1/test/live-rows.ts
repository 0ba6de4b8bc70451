import type { TestDatabase } from '@mon-ps/db/test-kit/open-test-database'

export const PICKS = `create table public.tracking_clv_picks (id serial primary key, match_id varchar(255), home_team varchar(100), away_team varchar(100),
  league varchar(50), match_name varchar(255), commence_time timestamp, market_type varchar(50), prediction varchar(50), odds_taken numeric(10,3),
  opening_odds numeric(10,3), closing_odds numeric(10,3), clv_percentage numeric(8,3), source varchar(50), is_resolved boolean,
  is_winner boolean, profit_loss numeric(10,3), score_home integer, score_away integer, created_at timestamp)`
export const BETS = `create table public.manual_bets (id serial primary key, match_id varchar(255), match_name varchar(255), kickoff_time timestamp,
  market_type varchar(50), selection varchar(50), line numeric(5,2), odds_obtained numeric(10,3), stake numeric(10,2), closing_odds numeric(10,3),
  clv_percent numeric(8,3), result varchar(10), profit_loss numeric(10,2))`

/** Rows of a live table, each with the columns that matter to the test. */
export async function addRows(
  database: TestDatabase,
  table: 'odds' | 'tracking_clv_picks' | 'manual_bets',
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const numbered = rows.map((row, at) => ({ id: at + 1, ...row }))
  await database.sql.unsafe(`insert into public.${table} select * from jsonb_populate_recordset(null::public.${table}, $1::text::jsonb)`, [
    JSON.stringify(numbered),
  ])
}

/** A pick at home that beat the closing price, but for what `row` says otherwise. */
export const pick = (home: string, away: string, row: Readonly<Record<string, unknown>> = {}) => ({
  match_id: `${home}-${away}`,
  home_team: home,
  away_team: away,
  match_name: `${home} vs ${away}`,
  commence_time: '2022-08-06 15:00:00',
  market_type: 'home',
  odds_taken: 2.2,
  closing_odds: 2,
  source: 'v5',
  ...row,
})
