import { scaleLinear } from '@visx/scale'
import { useTranslations } from 'use-intl'
import type { ApiOutputs } from '../../lib/trpc.ts'
import { type ChartData, ChartFrame } from '../../ui/chart-frame.tsx'
import { useNumberText, useDateText } from '../../ui/written.ts'
import { Empty } from '../../ui/panel.tsx'

type Team = ApiOutputs['team']['byId']
type Match = Team['matches'][number]

const getResult = ({ goalsFor, goalsAgainst }: Match) => (goalsFor > goalsAgainst ? 'won' : goalsFor < goalsAgainst ? 'lost' : 'drawn')

/** The last matches as goal differences, compared with the closing odds. */
export function RecentMatches({ team }: { team: Team }) {
  const t = useTranslations('team')
  const { day } = useDateText()
  const summary = useSummary(team.matches)
  if (team.matches.length === 0) return <Empty cause={t('noMatches')} />
  const data: ChartData = {
    columns: [
      { key: 'date', label: t('date') },
      { key: 'venue', label: t('venue') },
      { key: 'opponent', label: t('opponent') },
      { key: 'score', label: t('score') },
      { key: 'goalDifference', label: t('goalDifference'), kind: 'count' },
      { key: 'closeWinProbability', label: t('closeWin'), kind: 'percent' },
    ],
    rows: team.matches.map((match) => ({
      date: match.playedOn,
      venue: t(`venue_${match.venue}`),
      opponent: match.opponent.name,
      score: `${match.goalsFor}–${match.goalsAgainst}`,
      goalDifference: match.goalsFor - match.goalsAgainst,
      closeWinProbability: match.closeWinProbability,
    })),
  }
  return (
    <ChartFrame
      title={t('matchesTitle')}
      summary={summary}
      data={data}
      fileName={`matches-${team.teamName}`}
      n={team.matches.length}
      note={t('matchesNote')}
    >
      <Lollipops
        items={team.matches.toReversed().map((match) => ({
          key: String(match.matchId),
          value: match.goalsFor - match.goalsAgainst,
          side: match.venue,
          isSurprise: match.closeWinProbability !== null && match.closeWinProbability < 0.5 && getResult(match) === 'won',
          label: `${day(match.playedOn)}, ${t(`venue_${match.venue}`)}: ${match.opponent.name}, ${match.goalsFor}–${match.goalsAgainst} (${t(`result_${getResult(match)}`)})`,
        }))}
      />
    </ChartFrame>
  )
}

function useSummary(matches: readonly Match[]): string {
  const t = useTranslations('team')
  const write = useNumberText()
  const count = (wanted: ReturnType<typeof getResult>) => matches.filter((match) => getResult(match) === wanted).length
  const tally = { count: matches.length, won: count('won'), drawn: count('drawn'), lost: count('lost') }
  const closes = matches.map((match) => match.closeWinProbability).filter((probability) => probability !== null)
  if (closes.length === 0) return t('matchesSummaryNoClose', tally)
  const expected = write(
    'expected',
    closes.reduce((sum, probability) => sum + probability, 0),
  )
  return t('matchesSummary', { ...tally, expected, priced: closes.length })
}

interface Lollipop {
  key: string
  /** Goal difference. */
  value: number
  side: 'home' | 'away'
  isSurprise: boolean
  label: string
}

const HEIGHT = 150
const TOP = 14
/** The axis spans at least this many goals, so that one goal never looks like a rout. */
const MIN_SPAN = 3

/** Goal differences over time, oldest on the left: up is won, down is lost, a dot on the line is a draw. */
function Lollipops({ items }: { items: readonly Lollipop[] }) {
  const span = Math.max(MIN_SPAN, ...items.map((item) => Math.abs(item.value)))
  const y = scaleLinear({ domain: [span, -span], range: [TOP, HEIGHT - TOP] })
  const zero = y(0)
  const at = (index: number) => `${((index + 0.5) / items.length) * 100}%`
  return (
    <svg className="block w-full" height={HEIGHT} role="list">
      {Array.from({ length: 2 * span + 1 }, (_, step) => step - span).map((goals) => (
        <line
          key={goals}
          x1="0%"
          x2="100%"
          y1={y(goals)}
          y2={y(goals)}
          stroke={goals === 0 ? 'var(--rule-strong)' : 'var(--rule)'}
          strokeWidth={goals === 0 ? 1 : 0.5}
        />
      ))}
      {items.map((item, index) => (
        <g key={item.key} role="listitem" aria-label={item.label}>
          <title>{item.label}</title>
          <line x1={at(index)} x2={at(index)} y1={zero} y2={y(item.value)} stroke="var(--team)" strokeWidth={2} />
          {item.isSurprise && <circle cx={at(index)} cy={y(item.value)} r={9} fill="none" stroke="var(--away-mark)" strokeWidth={2} />}
          <circle
            cx={at(index)}
            cy={y(item.value)}
            r={5}
            fill={item.side === 'home' ? 'var(--team)' : 'var(--paper)'}
            stroke="var(--team)"
            strokeWidth={2}
          />
        </g>
      ))}
    </svg>
  )
}
