import { useTranslations } from 'use-intl'
import { ChartFrame } from '../../../ui/chart-frame.tsx'
import { useNumberText } from '../../../ui/number-kind.ts'
import { type BarPart, ProbabilityBar } from '../../../ui/probability-bar.tsx'
import { isMeasured, Stat } from '../../../ui/stat.tsx'
import { type Matchup, useMatchupText } from '../matchup-text.ts'

/** Who wins: three probabilities, their doubts and their fair odds. */
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
      twin={{
        columns: [
          { key: 'outcome', label: t('selection') },
          { key: 'probability', label: t('probability'), kind: 'percent' },
          { key: 'fairOdds', label: t('fairOddsHeader'), kind: 'odds' },
        ],
        rows: parts.map((part) => ({ outcome: part.label, probability: part.stat, fairOdds: fairOddsOf(matchup, part.key) })),
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
                  {t('fairOdds')} <Stat stat={fairOddsOf(matchup, part.key)} kind="odds" />
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

/** The odds at which a bet on an outcome comes out even, from the same market list as every other price. */
function fairOddsOf({ markets }: Matchup, outcome: string): number | null {
  return markets.find((market) => market.market === '1x2' && market.selection === outcome)?.fairOdds ?? null
}

/** From this probability on a side is called favoured. */
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
