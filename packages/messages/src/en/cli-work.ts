import type { Facts } from './cli-shell.ts'

/** Words of the commands that import, calculate and judge. */

export const reliability = {
  groups: {
    team_season: 'team-seasons',
    team: 'teams',
    pair: 'pairs',
  },
  verdicts: { predictive: 'predictive', stable_style: 'stable style', no_signal: 'no signal' },
  none: 'No calculation of all loaded leagues has measured how much of a metric is a team’s own.',
  invented: 'Invented leagues: what repeats in them says nothing of real ones.',
  stale: 'Warning: the data changed since; this is about the data of then.',
  heading: ({ leagues, snapshot }: Facts<'leagues' | 'snapshot'>) =>
    `How much of each metric is a team’s own, over ${leagues}. Snapshot ${snapshot}.`,
  columns: {
    metric: 'metric',
    verdict: 'verdict',
    own: 'own [95 %]',
    kappa: 'kappa',
    yearOnYear: 'year on year',
    oddEven: 'odd and even',
    within: 'within sd',
    between: 'between sd',
    sample: 'n',
  },
  noDifference: 'no difference',
  legend: 'kappa: matches after which a team’s own mean counts half. own: the share of a value that is the team’s, with a full window.',
}

export const skill = {
  rps: 'RPS',
  logLoss: '1X2 log loss',
  over25LogLoss: 'over 2.5 log loss',
  bttsLogLoss: 'both-score log loss',
  matches: 'matches',
  difference: 'difference per match, thousandths',
}

export const calculate = {
  summary: 'Fit the goals model, build every DNA, friction and strategy record, and publish them',
  league: 'Only these leagues, separated by commas; all when absent',
  alreadyRunning: ({ job }: Facts<'job'>) => `A calculation was already running; this is its progress (job ${job}).`,
  goesOn: 'The server goes on calculating. `mon-ps status` shows how far it is.',
  noResult: ({ job }: Facts<'job'>) => `Calculation ${job} ended without a result.`,
  next: 'Next: `mon-ps frictions --sort chaos`, or `mon-ps matchup <home> <away>`.',
  kept: ({ rows }: Facts<'rows'>) => `, ${rows} migrated rows kept as they were`,
  counts: ({ leagues, teams, pairs, strategies, bets, time }: Facts<'leagues' | 'teams' | 'pairs' | 'strategies' | 'bets' | 'time'>) =>
    `${leagues} leagues, ${teams} teams, ${pairs} pairs, ${strategies} strategy records, ${bets} bets in ${time}.`,
  published: ({
    inserted,
    updated,
    unchanged,
    kept,
    run,
    snapshot,
  }: Facts<'inserted' | 'updated' | 'unchanged' | 'kept' | 'run' | 'snapshot'>) =>
    `Published: ${inserted} new, ${updated} updated, ${unchanged} unchanged${kept}. Run ${run}, snapshot ${snapshot}.`,
  warning: ({ warning }: Facts<'warning'>) => `Warning: ${warning}`,
}

export const demo = {
  load: 'Load the invented demo leagues and calculate them',
  alreadyLoaded: 'The demo leagues were there already.',
  loaded: ({ matches }: Facts<'matches'>) => `${matches} invented matches loaded.`,
  nextLeagues: 'Next: `mon-ps leagues`, then `mon-ps teams`. `mon-ps demo remove` takes them out again.',
  remove: 'Take the demo leagues out completely: their matches, teams and everything calculated from them',
  reallyRemove: 'Remove the demo leagues and everything calculated from them?',
  nothingRemoved: 'Nothing was removed.',
  noneToRemove: 'There was no demo league to remove.',
  removed: ({ leagues, matches, teams }: Facts<'leagues' | 'matches' | 'teams'>) =>
    `Removed ${leagues} demo leagues, ${matches} matches, ${teams} teams.`,
  nextImport: 'Next: `mon-ps import football-data <folder>` brings in real results.',
}

export const importing = {
  summary: 'Import results and odds of football-data.co.uk: files, folders, addresses, or seasons by code',
  source: 'A CSV file, a folder of them, or an address on football-data.co.uk',
  league: 'Divisions to fetch, separated by commas',
  seasons: 'Season codes to fetch, separated by commas',
  filesOrSeasons: 'Give files, or --league with --seasons, not both.',
  noFile: 'Got no file, expected one, or --league and --seasons, for example --league E0 --seasons 2223.',
  fetching: ({ league, season }: Facts<'league' | 'season'>) => `Fetching ${league} ${season} from football-data.co.uk`,
  addressesOrFiles: 'Give addresses or files, not both at once.',
  counts: ({ files, rows, accepted, rejected }: Facts<'files' | 'rows' | 'accepted' | 'rejected'>) =>
    `${files} files, ${rows} rows: ${accepted} accepted, ${rejected} rejected.`,
  nothingNew: 'Nothing is new: every row was there already.',
  changes: ({ added, changed, unchanged, quotes }: Facts<'added' | 'changed' | 'unchanged' | 'quotes'>) =>
    `${added} added, ${changed} changed, ${unchanged} unchanged; ${quotes} prices.`,
  refused: ({ message }: Facts<'message'>) => `  refused  ${message}`,
  column: ({ column }: Facts<'column'>) => `, column ${column}`,
  issue: ({ severity, file, line, column, message }: Facts<'severity' | 'file' | 'line' | 'column' | 'message'>) =>
    `  ${severity}  ${file}, line ${line}${column}: ${message}`,
  more: ({ count }: Facts<'count'>) => `  and ${count} more; --json lists them`,
  nextCalculate: 'Next: `mon-ps calculate` fits the model and builds what follows from it.',
  nextLeagues: 'Next: `mon-ps leagues` shows what is loaded and whether it is calculated.',
  goalscorers: 'Import players and their goals from a CSV: player, team, position, goals, appearances, minutes, season',
  file: 'A CSV file, or a folder of them',
  nextProfiles: 'Next: `mon-ps profiles <team>` shows a team’s goalscorers.',
  again: ({ players }: Facts<'players'>) => ` ${players} others are estimated anew beside them.`,
  playerChanges: ({ added, changed, unchanged, again }: Facts<'added' | 'changed' | 'unchanged' | 'again'>) =>
    `${added} added, ${changed} changed, ${unchanged} unchanged.${again}`,
  playerCounts: ({ file, rows, accepted, rejected, changes }: Facts<'file' | 'rows' | 'accepted' | 'rejected' | 'changes'>) =>
    `${file}: ${rows} rows, ${accepted} accepted, ${rejected} rejected. ${changes}`,
  badSeason: ({ season }: Facts<'season'>) =>
    `Got the season ${season}, expected a code such as 2223, a list 2122,2223 or a range 1819..2223.`,
  badRange: ({ range }: Facts<'range'>) => `Got the range ${range}, which ends before it begins.`,
  badAddress: ({ address }: Facts<'address'>) =>
    `Got ${address}, expected an address such as https://www.football-data.co.uk/mmz4281/2223/E0.csv. Other files: download and import them.`,
  noPath: ({ path }: Facts<'path'>) => `There is no file or folder at ${path}.`,
  noCsv: ({ path }: Facts<'path'>) => `The folder ${path} holds no .csv file.`,
}

export const evaluate = {
  summary: 'Forecast past seasons week by week, from what each week began with, and say what the forecasts were worth',
  from: 'Results files of football-data.co.uk: every season before counts, too',
  divisions: 'Only these divisions; all that the folder holds when absent',
  seasons: 'Season codes, or a range of them',
  tier: 'What the forecasts may look at',
  out: 'Where the predictions go, a line per match with intervals',
  badTier: ({ tier, tiers }: Facts<'tier' | 'tiers'>) => `Got the tier ${tier}, expected ${tiers}.`,
  rating: ({ files, tier }: Facts<'files' | 'tier'>) => `Rating ${files} files week by week (${tier} tier) …`,
  report: ({ matches, tier, time }: Facts<'matches' | 'tier' | 'time'>) =>
    `${matches} matches, ${tier} tier, in ${time}. Lower is better; intervals are 95 %, from weeks.`,
  all: 'all',
  nextCompare: ({ file }: Facts<'file'>) => `Next: \`mon-ps compare ${file} other.csv\` says which of two is better, and how surely.`,
  nextOut: 'Next: --out predictions.csv keeps the predictions.',
  points: ({ value }: Facts<'value'>) => `${value} points`,
  prior: ({ matches, width, widthOfOthers }: Facts<'matches' | 'width' | 'widthOfOthers'>) =>
    `${matches} matches had a side never seen before, forecast from the prior for newcomers: P(home) is ${width} wide there, ${widthOfOthers} elsewhere.`,
  fallback: ({ matches, used, tier }: Facts<'matches' | 'used' | 'tier'>) =>
    `Warning: ${matches} matches were forecast by the ${used} tier, because the prices that ${tier} needs are missing.`,
}

export const compare = {
  summary: 'Compare two files of predictions on the matches that both have: paired differences with intervals',
  first: 'A CSV with div, season, date, home, away, p_h, p_d, p_a and, if it has them, p_o25, p_btts',
  second: 'Another one',
  from: 'Results files, where neither file has home_goals and away_goals',
  counts: ({ matches, onlyInFirst, first, onlyInSecond, second }: Facts<'matches' | 'onlyInFirst' | 'first' | 'onlyInSecond' | 'second'>) =>
    `${matches} matches in both; ${onlyInFirst} only in ${first}, ${onlyInSecond} only in ${second}.`,
  minus: ({ first, second }: Facts<'first' | 'second'>) => `${first} minus ${second}: below 0, the first is better.`,
}

export const models = {
  maySee: {
    results: 'results of past matches alone',
    history: 'besides, the prices at which past matches closed',
    market: 'besides, the price at which the match itself opened',
  },
  summary: 'What each tier’s forecasts were worth on the leagues that are loaded, beside the closing prices; what a metric is worth',
  evaluate: 'Judge what is loaded first; data that were judged before are not judged again',
  dna: 'How much of each DNA metric is a team’s own, in place of the scores',
  nextCalculate: 'Next: `mon-ps calculate` tells it from what is loaded.',
  tier: ({ tier, maySee }: Facts<'tier' | 'maySee'>) => `${tier}: ${maySee}.`,
  notEvaluated: 'not evaluated',
  nextEvaluate: 'Next: `mon-ps models --evaluate` judges what is loaded.',
  invented: 'Invented leagues: their scores say nothing of real ones.',
  stale: 'Warning: the data changed since; these are the scores on the data of then.',
  reading: ({ snapshot }: Facts<'snapshot'>) => `Lower is better; intervals are 95 %, from weeks. Snapshot ${snapshot}.`,
  behindClose: 'Behind the closing price (below 0: ahead of it), on the matches that have one:',
}

export const gate = {
  summary: 'Whether friction, or any of its terms, adds something to the forecasts of each tier on seasons that it has not seen',
  evaluate: 'Judge what is loaded first; data that were judged before are not judged again',
  notMeasured: ({ tier }: Facts<'tier'>) => `${tier}: not measured yet.`,
  next: 'Next: `mon-ps gate --evaluate` judges what is loaded. It takes four seasons: three teach.',
  adds: ({ tier, gain, matches, from, to }: Facts<'tier' | 'gain' | 'matches' | 'from' | 'to'>) =>
    `${tier}: friction adds ${gain} milli-nats a match to the goals of ${matches} matches, ${from} to ${to}.`,
  invented: 'Invented leagues: this says nothing of real ones.',
  stale: 'Warning: the data changed since; this was measured on the data of then.',
  nonePass: ({ terms }: Facts<'terms'>) => `None of ${terms} terms passes: their weight in predictions is 0.`,
  pass: ({ terms, passed }: Facts<'terms' | 'passed'>) => `Of ${terms} terms these pass: ${passed}.`,
  reading: ({ permutations }: Facts<'permutations'>) =>
    `Gain in milli-nats a match with 95 % intervals from weeks; * above 0 after Holm over all terms; p from ${permutations} deals of other opponents.`,
  chaos: 'Chaos: of the matches in a band so many were upsets (the outsider won) and were not won by the favourite.',
  columns: {
    term: 'term',
    goals: 'goals',
    over25: 'over 2.5',
    btts: 'both score',
    chaos: 'chaos',
    matches: 'matches',
    upsets: 'upsets',
    expected: 'expected',
    favouriteFailed: 'favourite failed',
  },
}

export const bench = {
  summary: 'Time the engine on this machine, beside a fixed computation of the same run, and keep the history',
  slice: 'For fit: matches as date, home, away, fthg, ftag, weight',
  from: 'For walk-forward: results files of football-data.co.uk',
  badSubject: ({ subject, subjects }: Facts<'subject' | 'subjects'>) => `Got ${subject}, expected ${subjects}.`,
  kept: ({ file }: Facts<'file'>) => `Kept in ${file}, a line per run. Quote ratios, not times: both stand in the same line.`,
  noSlice: 'Got no --slice, expected a CSV of matches with date, home, away, fthg, ftag, weight.',
  noFolder: 'Got no --from, expected a folder of results files.',
}

export const worker = {
  summary: 'Work on the calculations of everyone on the same Postgres, until Ctrl-C',
  concurrency: 'Tasks at once, a thread each; one when absent',
  badConcurrency: ({ given }: Facts<'given'>) => `Got --concurrency ${given}, expected a number from 1 to 999.`,
  done: ({ done }: Facts<'done'>) => `${done} tasks done.`,
}
