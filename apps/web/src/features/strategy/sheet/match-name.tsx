import { Link } from '@tanstack/react-router'
import type { Bet } from './sheet.ts'

/** A played match with its score, the day and the league; a link to the pair. */
export function MatchName({ bet: { home, away, homeGoals, awayGoals, playedOn, league } }: { bet: Bet }) {
  const score = homeGoals === null || awayGoals === null ? '–' : `${homeGoals}–${awayGoals}`
  return (
    <span className="block min-w-40">
      <Link to="/matchups/$homeId/$awayId" params={{ homeId: home.id, awayId: away.id }}>
        {home.name} {score} {away.name}
      </Link>
      <span className="block text-xs text-soft">
        {playedOn} · {league}
      </span>
    </span>
  )
}
