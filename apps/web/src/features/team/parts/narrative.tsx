import { type Team, useLocalText } from '../profile.ts'

/** The team told from its numbers; a moved row's own text stands as it is, line by line. */
export function Narrative({ team }: { team: Team }) {
  const read = useLocalText()
  const narrative = team.profile?.narrative
  if (narrative) return <p className="max-w-prose">{read(narrative)}</p>
  return team.narrativeProfile === null ? null : <p className="max-w-prose whitespace-pre-line text-soft">{team.narrativeProfile}</p>
}
