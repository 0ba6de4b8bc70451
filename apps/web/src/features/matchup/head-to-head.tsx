import { useTranslations } from 'use-intl'
import { ChartFrame } from '../../ui/chart-frame.tsx'
import { useDateText, useNumberText } from '../../ui/written.ts'
import { Empty } from '../../ui/panel.tsx'
import type { Matchup } from './use-matchup.ts'

/** Past meetings at either ground, newest first. */
export function HeadToHead({ matchup }: { matchup: Matchup }) {
  const t = useTranslations('matchup')
  const write = useNumberText()
  const { day } = useDateText()
  const { home, away, headToHead } = matchup
  if (headToHead.matches === 0) return <Empty cause={t('h2hNone')} />
  return (
    <ChartFrame
      title={t('h2hTitle')}
      summary={t('h2hSummary', {
        count: headToHead.matches,
        home: home.name,
        away: away.name,
        homeWins: headToHead.homeWins,
        awayWins: headToHead.awayWins,
        draws: headToHead.draws,
        goals: headToHead.avgGoals === null ? '–' : write('plain', headToHead.avgGoals),
      })}
      fileName={`meetings-${home.name}-${away.name}`}
      n={headToHead.matches}
      data={{
        columns: [
          { key: 'date', label: t('h2hDate') },
          { key: 'season', label: t('h2hSeason') },
          { key: 'home', label: t('h2hHome') },
          { key: 'away', label: t('h2hAway') },
          { key: 'homeGoals', label: t('homeGoalsShort'), kind: 'count' },
          { key: 'awayGoals', label: t('awayGoalsShort'), kind: 'count' },
        ],
        rows: headToHead.meetings.map((meeting) => ({
          date: meeting.playedOn,
          season: meeting.season,
          home: meeting.home.name,
          away: meeting.away.name,
          homeGoals: meeting.homeGoals,
          awayGoals: meeting.awayGoals,
        })),
      }}
    >
      <ol className="grid gap-x-10 sm:grid-cols-2">
        {headToHead.meetings.map((meeting) => {
          const difference = meeting.homeGoals - meeting.awayGoals
          const winner = difference === 0 ? null : difference > 0 ? meeting.home.id : meeting.away.id
          const colour = winner === null ? 'var(--draw)' : winner === home.id ? 'var(--home)' : 'var(--away)'
          return (
            <li
              key={meeting.matchId}
              className="grid grid-cols-[6.5rem_minmax(0,1fr)_3rem_minmax(0,1fr)] items-baseline gap-2 border-b border-rule py-1 text-sm"
            >
              <span className="text-xs text-soft">{day(meeting.playedOn)}</span>
              <span className={`truncate text-right ${winner === meeting.home.id ? 'font-semibold' : ''}`}>{meeting.home.name}</span>
              <span className="keeps-colour border-b-3 text-center font-medium" style={{ borderColor: colour }}>
                {meeting.homeGoals}–{meeting.awayGoals}
              </span>
              <span className={`truncate ${winner === meeting.away.id ? 'font-semibold' : ''}`}>{meeting.away.name}</span>
            </li>
          )
        })}
      </ol>
    </ChartFrame>
  )
}
