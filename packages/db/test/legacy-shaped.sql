-- Tables shaped like those that a legacy database holds: V1 with rows, V2 empty, live tables in public.
create schema if not exists quantum;
create table quantum.team_profiles (id serial primary key, team_name varchar(100) not null unique, total_pnl numeric(10,2), quantum_dna jsonb, created_at timestamp);
create index idx_team_profiles_dna on quantum.team_profiles using gin (quantum_dna);
create table quantum.matchup_friction (id serial primary key, team_a_name varchar(100), team_b_name varchar(100), friction_score numeric(6,2), unique (team_a_name, team_b_name));
create table quantum.team_strategies (id serial primary key, team_profile_id integer, team_name varchar(100), strategy_name varchar(100), profit numeric(10,2));
create table quantum.team_quantum_dna (team_id serial primary key, team_name varchar(100) not null unique, league varchar(50) not null);
create table quantum.quantum_friction_matrix (friction_id serial primary key, team_home_id integer references quantum.team_quantum_dna (team_id));
create table quantum.quantum_strategies (strategy_id serial primary key, team_id integer references quantum.team_quantum_dna (team_id));
create table public.odds (id serial primary key, match_id text, odds_value numeric);
create table public.match (id serial primary key, note text);
insert into quantum.team_profiles (team_name, total_pnl, quantum_dna, created_at) values ('Lazio', 22.00, '{"league": "SerieA"}', '2025-12-05 23:46:41'), ('Marseille', 21.20, '{}', null);
insert into quantum.matchup_friction (team_a_name, team_b_name, friction_score) values ('Lazio', 'Marseille', 85);
insert into quantum.team_strategies (team_profile_id, team_name, strategy_name, profit) values (null, 'Lazio', 'QUANT_BEST_MARKET', 22.0);
insert into public.odds (match_id, odds_value) values ('m1', 0);
insert into public.match (note) values ('a table of somebody else with the name of one of ours');
