/** A generator of numbers from 0 to 1 that always gives the same ones. */
export function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** A statement that the legacy might send: most change something, some fail, all are about few rows. */
export function randomOperation(random: () => number): string {
  const pick = (below: number) => Math.floor(random() * below)
  const club = () => `Club ${1 + pick(12)}`
  const id = () => 1 + pick(12)
  const league = () => ['{"league": "EPL"}', '{"league": "SerieA", "luck_dna": {"n": 1.10}}', '{}', '[]'][pick(4)]
  const operations: readonly (() => string)[] = [
    () => `insert into quantum.team_profiles (team_name, quantum_dna) values ('${club()}', '${league()}')
      on conflict (team_name) do update set quantum_dna = excluded.quantum_dna, total_bets = ${pick(30)}`,
    () => `update quantum.team_profiles set total_pnl = ${pick(9999) / 100}, win_rate = ${pick(140)} where id = ${id()}`,
    () => `update quantum.team_profiles set team_name = '${club()}' where id = ${id()}`,
    () => `delete from quantum.team_profiles where id = ${id()}`,
    () => `insert into quantum.matchup_friction (team_a_id, team_a_name, team_b_id, team_b_name, friction_score)
      values (${id()}, '${club()}', ${id()}, '${club()}', ${pick(120)}) on conflict (team_a_name, team_b_name) do update set friction_score = excluded.friction_score`,
    () => `update quantum.matchup_friction set team_b_id = ${id()}, predicted_winner = 'team_b' where id = ${1 + pick(28)}`,
    () => `delete from quantum.matchup_friction where team_a_id = ${id()} and team_b_id = ${id()}`,
    () => `insert into quantum.team_strategies (team_name, strategy_name, strategy_version, bets) values ('${club()}', 'S${pick(4)}', '1.0', ${pick(9)})
      on conflict (team_name, strategy_name, strategy_version) do update set bets = excluded.bets, is_best_strategy = true`,
    () =>
      `update quantum.team_strategies set is_best_strategy = not coalesce(is_best_strategy, false), strategy_rank = ${pick(4)} where id = ${1 + pick(16)}`,
    () => `update quantum.team_strategies set team_profile_id = ${['null', String(id())][pick(2)]} where id = ${1 + pick(16)}`,
    () => `delete from quantum.team_strategies where team_name = '${club()}' and strategy_rank = 2`,
    () => `with gone as (delete from quantum.team_profiles where id = ${id()} returning *)
      insert into quantum.matchup_friction (team_a_id, team_a_name, team_b_id, team_b_name, friction_score) select id, team_name, 1, 'x' || id, 5 from gone`,
  ]
  return operations[pick(operations.length)]?.() ?? ''
}
