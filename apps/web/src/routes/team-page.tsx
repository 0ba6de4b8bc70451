import { getRouteApi } from '@tanstack/react-router'
import { TeamScreen } from '../features/team/screen.tsx'
import { TeamProfiles } from '../features/team/team-profiles.tsx'

const route = getRouteApi('/teams/$teamId')

/** A team's page: what it is and did, then its chess piece and goalscorers, which come from elsewhere. */
export function TeamPage() {
  const { teamId } = route.useParams()
  return (
    <>
      <TeamScreen />
      <TeamProfiles teamId={teamId} />
    </>
  )
}
