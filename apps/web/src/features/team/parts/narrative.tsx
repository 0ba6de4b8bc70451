import { type Team, useLocalText } from '../profile.ts'

/** The team told from its numbers, a sentence a line; a moved row's own text stands as it is. */
export function Narrative({ team }: { team: Team }) {
  const read = useLocalText()
  const narrative = team.profile?.narrative
  if (narrative) {
    return (
      <ul className="grid max-w-prose gap-1.5">
        {read(narrative)
          .split('\n')
          .map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
      </ul>
    )
  }
  return team.narrativeProfile === null ? null : <p className="max-w-prose whitespace-pre-line text-soft">{team.narrativeProfile}</p>
}
