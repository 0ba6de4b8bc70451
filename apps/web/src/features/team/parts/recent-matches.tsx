import { useFormatter, useTranslations } from 'use-intl'
import type { ApiOutputs } from '../../../lib/trpc.ts'
import { ChartFrame } from '../../../ui/chart-frame.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { useNumberText } from '../../../ui/number-kind.ts'
import type { Twin } from '../../../ui/twin.ts'
import { Lollipops } from './lollipops.tsx'

type Team = ApiOutputs['team']['byId']
type Match = Team['matches'][number]

const result = ({ goalsFor, goalsAgainst }: Match) => (goalsFor > goalsAgainst ? 'won' : goalsFor < goalsAgainst ? 'lost' : 'drawn')

/** The last matches as goal differences, beside what the closing price expected of them. */
export function RecentMatches({ team }: { team: Team }) {
  const t = useTranslations('team')
  const format = useFormatter()
  const summary = useSummary(team.matches)
  if (team.matches.length === 0) return <Empty cause={t('noMatches')} />
  const day = (match: Match) => format.dateTime(new Date(match.playedOn), { dateStyle: 'medium' })
  const twin: Twin = {
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
      twin={twin}
      fileName={`matches-${team.teamName}`}
      n={team.matches.length}
      note={t('matchesNote')}
    >
      <Lollipops
        items={team.matches.toReversed().map((match) => ({
          key: String(match.matchId),
          value: match.goalsFor - match.goalsAgainst,
          side: match.venue,
          isSurprise: match.closeWinProbability !== null && match.closeWinProbability < 0.5 && result(match) === 'won',
          label: `${day(match)}, ${t(`venue_${match.venue}`)}: ${match.opponent.name}, ${match.goalsFor}–${match.goalsAgainst} (${t(`result_${result(match)}`)})`,
        }))}
      />
    </ChartFrame>
  )
}

function useSummary(matches: readonly Match[]): string {
  const t = useTranslations('team')
  const write = useNumberText()
  const count = (wanted: ReturnType<typeof result>) => matches.filter((match) => result(match) === wanted).length
  const tally = { count: matches.length, won: count('won'), drawn: count('drawn'), lost: count('lost') }
  const closes = matches.map((match) => match.closeWinProbability).filter((probability) => probability !== null)
  if (closes.length === 0) return t('matchesSummaryNoClose', tally)
  const expected = write(
    'expected',
    closes.reduce((sum, probability) => sum + probability, 0),
  )
  return t('matchesSummary', { ...tally, expected, priced: closes.length })
}
