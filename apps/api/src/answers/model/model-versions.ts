import type { ModelVersions, VersionScores } from '@mon-ps/contract/model'

type Scores = Omit<VersionScores, 'change'>

interface ModelVersion {
  readonly version: string
  readonly title: string
  readonly changes: readonly string[]
  readonly scores: readonly Scores[]
}

const BENCHMARK: ModelVersions['benchmark'] = {
  description:
    'Weekly walk-forward over the first divisions of England, Spain, Germany, Italy and France, the same matches for every version',
  seasons: ['2018-19', '2019-20', '2020-21', '2021-22', '2022-23'],
  leagues: ['E0', 'SP1', 'D1', 'I1', 'F1'],
  matches: 9018,
}

/** Oldest first. A version is added when the same data would be forecast otherwise, with its scores on the benchmark. */
const VERSIONS: readonly ModelVersion[] = [
  {
    version: '1',
    title: 'Shrunken Dixon–Coles',
    changes: [
      'Attack and defence of each team and one home advantage, fitted to the goals of four seasons with a half-life of 385 days.',
      'Priors pull every team towards the league; newcomers have a prior of their own.',
    ],
    scores: [{ tier: 'results', rps: 0.20234, logLoss: 0.99097, over25LogLoss: 0.68317, bttsLogLoss: 0.6891 }],
  },
  {
    version: '2',
    title: 'Three tiers',
    changes: [
      'Results: the levels of goals, shots on target and shots are followed match by match, and a regression turns them into goal rates.',
      'History: the levels that past closing prices imply are followed, corrected by results since and by what earlier seasons taught.',
      'Market: the match’s own opening price, moved to where earlier seasons say that it closes.',
      'Both teams to score gets the shift that past seasons lacked; over 2.5 does in the results tier.',
    ],
    scores: [
      { tier: 'results', rps: 0.20056, logLoss: 0.98587, over25LogLoss: 0.6771, bttsLogLoss: 0.68484 },
      { tier: 'history', rps: 0.19822, logLoss: 0.97807, over25LogLoss: 0.67345, bttsLogLoss: 0.68291 },
      { tier: 'market', rps: 0.19708, logLoss: 0.97449, over25LogLoss: 0.67273, bttsLogLoss: 0.6816 },
    ],
  },
]

/** The changelog of the models, newest first, each score beside its change from the version before. */
export function modelVersions(): ModelVersions {
  const versions = VERSIONS.map(({ version, title, changes, scores }, index) => {
    const before = VERSIONS[index - 1]?.scores ?? []
    return {
      version,
      title,
      changes: [...changes],
      scores: scores.map((own) => ({
        ...own,
        change: changeFrom(
          before.find(({ tier }) => tier === own.tier),
          own,
        ),
      })),
    }
  })
  return { benchmark: BENCHMARK, versions: versions.toReversed() }
}

function changeFrom(before: Scores | undefined, now: Scores): VersionScores['change'] {
  if (before === undefined) return null
  return {
    rps: now.rps - before.rps,
    logLoss: now.logLoss - before.logLoss,
    over25LogLoss: now.over25LogLoss - before.over25LogLoss,
    bttsLogLoss: now.bttsLogLoss - before.bttsLogLoss,
  }
}
