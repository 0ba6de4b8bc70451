import type { Facts } from './cli-shell.ts'

/** Words of the commands that read betting records: the list of rules and a rule's tear sheet. */

/** How far a record can be told apart from luck. */
export const verdicts = {
  evidence: 'evidence',
  promising: 'promising',
  indistinguishable_from_luck: 'could be luck',
  losing: 'losing',
  not_enough_bets: 'too few bets',
}

export const strategies = {
  summary: 'Betting records of the rules, best lower bound first',
  scope: 'Over one team’s matches, one league’s, or all',
  sort: 'Order of the rows',
  columns: ['strategy', 'role', 'over', 'bets', 'ROI [95 %]', 'shrunk', 'CLV [95 %]', 'max. drawdown', 'q', 'bets needed', 'verdict', ''],
  everything: 'everything',
  notTested: 'not tested',
  noVerdict: 'no verdict',
  looks: ({ total, tested, byLuck, significant, trials }: Facts<'total' | 'tested' | 'byLuck' | 'significant' | 'trials'>) =>
    `${total} records, ${tested} of them tested: about ${byLuck} would look significant at 5% by luck, ${significant} stay below q 0.05. ${trials} rules and variants were ever tried.`,
  next: 'Next: `mon-ps strategy <name>` is one rule’s tear sheet.',
}

export const strategy = {
  summary: 'One rule’s tear sheet: record, running profit, parts, losses, and what names the backtest',
  name: 'The rule’s name, as `mon-ps strategies` lists it',
  team: 'Its record on this team’s matches',
  league: 'Its record in this league, by code or name',
  teamOrLeague: 'Got --team and --league, expected one of them: a team’s record is in its league.',
  next: 'Next: `mon-ps strategies` sets it beside the other rules.',
  rulesThere: ({ rules }: Facts<'rules'>) => `Rules with a record there: ${rules}.`,
  nothingThere: 'Nothing is calculated there yet: `mon-ps calculate`.',
  noRecord: ({ name, hint }: Facts<'name' | 'hint'>) => `No record of a rule "${name}". ${hint}`,
}

export const sheet = {
  sections: {
    record: 'Record',
    equity: 'Running profit, and where 95 of 100 histories without an edge stand',
    parts: 'Parts',
    losses: 'Against the closing line',
    robust: 'The same bets',
    rule: 'Rule',
    backtest: 'What names this backtest',
  },
  allLeagues: 'all leagues together',
  notJudged: 'not judged',
  demo: 'demo',
  neverBets: ({ why }: Facts<'why'>) => `Never bets: ${why}`,
  replaced: 'A later calculation has replaced this record.',
  figures: {
    bets: 'bets',
    won: 'win rate',
    profit: 'profit',
    roi: 'ROI',
    shrunkRoi: 'shrunk ROI',
    clv: 'CLV',
    maxDrawdown: 'max. drawdown',
    q: 'q',
    priced: 'with a price',
    losingRun: 'longest losing run',
    luck: 'p (luck)',
    sharpe: 'deflated Sharpe',
    unlucky: 'unlucky losses',
    badBets: 'bad bets lost',
    kelly: 'quarter-Kelly bankroll',
  },
  needs: ({ rate, breakEven }: Facts<'rate' | 'breakEven'>) => `${rate}, break-even ${breakEven}`,
  expectedRun: ({ actual, expected }: Facts<'actual' | 'expected'>) => `${actual}, expected ${expected}`,
  ofTrials: ({ sharpe, trials }: Facts<'sharpe' | 'trials'>) => `${sharpe} of ${trials} trials`,
  lostWithEvidence: ({ count, between, lost }: Facts<'count' | 'between' | 'lost'>) => `${count}${between} of ${lost} lost with evidence`,
  columns: {
    day: 'day',
    equity: ['bets', 'profit', 'without an edge', 'by the close'],
    by: 'by',
    part: 'part',
    profit: 'profit',
    roi: 'ROI [95 %]',
    clv: 'CLV [95 %]',
    won: 'won',
    lost: 'lost',
  },
  beatClose: 'better than the close',
  missedClose: 'at the close or worse',
  noClose: 'no closing line',
  pricedAt: ({ price, roi, share }: Facts<'price' | 'roi' | 'share'>) => `  at ${price}  ROI ${roi}  ${share} of the bets`,
  withoutBest: ({ best, roi }: Facts<'best' | 'roi'>) => `  without the best ${best}  ROI ${roi}`,
  nothing: 'nothing',
  chooses: ({ choose, selections }: Facts<'choose' | 'selections'>) => `  ${choose} of ${selections}`,
  terms: ({ forecast, prices, units }: Facts<'forecast' | 'prices' | 'units'>) =>
    `  forecast ${forecast}, prices ${prices}, ${units} u a bet`,
  forSelection: ({ selection }: Facts<'selection'>) => ` for ${selection}`,
  source: ({ source }: Facts<'source'>) => `  source: ${source}`,
  differs: ({ differs }: Facts<'differs'>) => `  not as there: ${differs}`,
  backtest: {
    name: ({ name }: Facts<'name'>) => `  name     ${name}`,
    data: ({ data }: Facts<'data'>) => `  data     ${data}`,
    seed: ({ seed }: Facts<'seed'>) => `  seed     ${seed}`,
    version: ({ version }: Facts<'version'>) => `  version  ${version}`,
    run: ({ run }: Facts<'run'>) => `  run      ${run}`,
  },
}
