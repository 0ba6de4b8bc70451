import { useTranslations } from 'use-intl'
import { ChartFrame } from '../../ui/chart-frame.tsx'
import { Figures } from '../../ui/figures.tsx'
import { useNumberText } from '../../ui/written.ts'
import { isMeasured, Stat, type StatValue } from '../../ui/stat.tsx'
import { type Matchup, useMatchupText } from './use-matchup.ts'

/** Who wins: three probabilities with intervals and fair odds. */
export function Verdict({ matchup }: { matchup: Matchup }) {
  const t = useTranslations('matchup')
  const write = useNumberText()
  const text = useMatchupText(matchup)
  const { probabilities, home, away } = matchup
  const parts: BarPart[] = [
    { key: 'home', label: home.name, stat: probabilities.home, fill: 'var(--home)', ink: 'var(--on-home)' },
    { key: 'draw', label: t('draw'), stat: probabilities.draw, fill: 'var(--draw)', ink: 'var(--on-mark)' },
    { key: 'away', label: away.name, stat: probabilities.away, fill: 'var(--away)', ink: 'var(--on-mark)' },
  ]
  return (
    <ChartFrame
      title={t('verdictTitle')}
      summary={useVerdictSentence(matchup)}
      fileName={`verdict-${home.name}-${away.name}`}
      n={probabilities.home.n}
      snapshot={matchup.meta.snapshot}
      note={
        <>
          {t('whiskerNote')}
          {matchup.confidenceLevel !== null && <> · {t('confidence', { level: text.confidence(matchup.confidenceLevel) })}</>}
        </>
      }
      data={{
        columns: [
          { key: 'outcome', label: t('selection') },
          { key: 'probability', label: t('probability'), kind: 'percent' },
          { key: 'fairOdds', label: t('fairOddsHeader'), kind: 'odds' },
        ],
        rows: parts.map((part) => ({ outcome: part.label, probability: part.stat, fairOdds: getFairOdds(matchup, part.key) })),
      }}
    >
      <dl className="mb-2 grid grid-cols-3 gap-3">
        {parts.map((part, index) => (
          <div key={part.key} className={index === 1 ? 'text-center' : index === 2 ? 'text-right' : ''}>
            <dt className="truncate text-sm font-semibold">
              <span
                aria-hidden="true"
                className="keeps-colour mr-1.5 inline-block size-2.5 rounded-full"
                style={{ background: part.fill }}
              />
              {part.label}
            </dt>
            <dd className="text-sm text-soft">
              <Stat stat={part.stat} kind="percent" provenance={{ kind: 'pair', number: part.key }} />
              {isMeasured(part.stat) && (
                <span className="block text-xs">
                  {t('fairOdds')} <Stat stat={getFairOdds(matchup, part.key)} kind="odds" />
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <ProbabilityBar parts={parts} write={(value) => write('percent', value)} />
    </ChartFrame>
  )
}

/** Fair odds of an outcome, from the same market list as all other prices. */
function getFairOdds({ markets }: Matchup, outcome: string): number | null {
  return markets.find((market) => market.market === '1x2' && market.selection === outcome)?.fairOdds ?? null
}

/** Minimum probability to call a side the favourite. */
const FAVOURED = 0.4

function useVerdictSentence({ probabilities: { home, draw, away }, home: homeTeam, away: awayTeam }: Matchup): string {
  const t = useTranslations('matchup')
  const write = useNumberText()
  if (home.value === null || draw.value === null || away.value === null) return t('verdictUnknown')
  const percent = { home: write('percent', home.value), draw: write('percent', draw.value), away: write('percent', away.value) }
  const homeLeads = home.value >= away.value
  if (Math.max(home.value, away.value) < FAVOURED) {
    return t('verdictOpen', {
      home: homeTeam.name,
      homeProbability: percent.home,
      draw: percent.draw,
      away: awayTeam.name,
      awayProbability: percent.away,
    })
  }
  const [first, second] = homeLeads ? [homeTeam.name, awayTeam.name] : [awayTeam.name, homeTeam.name]
  const [firstPercent, secondPercent] = homeLeads ? [percent.home, percent.away] : [percent.away, percent.home]
  return t('verdictClear', {
    team: first,
    probability: firstPercent,
    second: t('verdictSecond', { other: second, otherProbability: secondPercent, draw: percent.draw }),
  })
}

/** What the model expects of the score, and the two bets that depend on it alone. */
export function GoalRates({ matchup: { goalRates, probabilities, home, away } }: { matchup: Matchup }) {
  const t = useTranslations('matchup')
  const items = [
    { label: home.name, stat: goalRates.home, kind: 'goals', number: 'homeGoals' },
    { label: away.name, stat: goalRates.away, kind: 'goals', number: 'awayGoals' },
    { label: t('total'), stat: goalRates.total, kind: 'goals', number: 'totalGoals' },
    { label: t('over25'), stat: probabilities.over25, kind: 'percent', number: 'over25' },
    { label: t('btts'), stat: probabilities.btts, kind: 'percent', number: 'btts' },
  ] as const
  return (
    <div>
      <p className="eyebrow mb-2">{t('goalsExpected')}</p>
      <Figures
        className="grid grid-cols-2 gap-x-8 gap-y-3 sm:grid-cols-3 lg:grid-cols-5"
        items={items.map(({ number, ...item }) => ({ ...item, size: 'small', layout: 'stacked', provenance: { kind: 'pair', number } }))}
      />
    </div>
  )
}

interface BarPart {
  key: string
  label: string
  stat: StatValue
  /** CSS colour of the area. */
  fill: string
  /** CSS colour of text on it. */
  ink: string
}

const WHISKER_STEP = 9

/** Parts of a whole side by side, with a whisker for each inner edge below, each on its own line. */
function ProbabilityBar({ parts, write }: { parts: readonly BarPart[]; write: (value: number) => string }) {
  const shown = parts.filter((part) => isMeasured(part.stat))
  return (
    <div aria-hidden="true">
      <div className="keeps-colour flex h-14 overflow-hidden rounded-sm">
        {shown.map((part) => (
          <div
            key={part.key}
            className="flex min-w-0 items-center justify-center border-l-2 border-paper first:border-l-0"
            style={{ width: `${(part.stat.value ?? 0) * 100}%`, background: part.fill, color: part.ink }}
          >
            <span className="truncate px-0.5 text-xs font-semibold sm:text-lg">{write(part.stat.value ?? Number.NaN)}</span>
          </div>
        ))}
      </div>
      <svg className="mt-1 block w-full" height={shown.length * WHISKER_STEP + 2}>
        {shown.map((part, index) => {
          const ends = getWhiskerEnds(shown, index)
          if (!ends) return null
          const [low, high] = ends.map((end) => `${end * 100}%`)
          const y = (index + 0.5) * WHISKER_STEP
          return (
            <g key={part.key} stroke={part.fill} strokeWidth={2.5}>
              <line x1={low} x2={high} y1={y} y2={y} />
              <line x1={low} x2={low} y1={y - 3.5} y2={y + 3.5} />
              <line x1={high} x2={high} y1={y - 3.5} y2={y + 3.5} />
            </g>
          )
        })}
      </svg>
    </div>
  )
}

/** The interval of a part's inner edge, as shares of the whole: measured from the right for the last part, else from the left. */
export function getWhiskerEnds(parts: readonly Pick<BarPart, 'stat'>[], index: number): [number, number] | null {
  const interval = parts[index]?.stat.interval
  if (!interval) return null
  if (index > 0 && index === parts.length - 1) return [1 - interval[1], 1 - interval[0]]
  const start = parts.slice(0, index).reduce((sum, part) => sum + (part.stat.value ?? 0), 0)
  return [start + interval[0], start + interval[1]]
}
