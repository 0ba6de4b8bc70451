import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useNumberText } from '../../../ui/number-kind.ts'
import type { Profile, SimilarTeam } from '../profile.ts'

const DIFFERENCES_SHOWN = 2

/** The teams nearest by their reliable metrics, in the league and in the others, with what sets them apart. */
export function SimilarTeams({ similar: { inLeague, elsewhere } }: { similar: Profile['similar'] }) {
  const t = useTranslations('teamProfile')
  return (
    <>
      <div className="grid gap-x-10 gap-y-6 md:grid-cols-2">
        <Nearest title={t('inLeague')} teams={inLeague} empty={t('noSimilar')} />
        <Nearest title={t('elsewhere')} teams={elsewhere} empty={t('noneElsewhere')} />
      </div>
      <p className="mt-3 max-w-prose text-xs text-soft">{t('similarNote')}</p>
    </>
  )
}

function Nearest({ title, teams, empty }: { title: string; teams: readonly SimilarTeam[]; empty: string }) {
  return (
    <div>
      <h3 className="eyebrow">{title}</h3>
      {teams.length === 0 ? (
        <p className="mt-1 text-sm text-soft">{empty}</p>
      ) : (
        <ol className="mt-1 grid gap-2">
          {teams.map((one) => (
            <li key={one.team.id}>
              <Near near={one} />
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}

function Near({ near: { team, leagueCode, distance, error, metrics } }: { near: SimilarTeam }) {
  const t = useTranslations('teamProfile')
  const write = useNumberText()
  const differences = metrics
    .slice(0, DIFFERENCES_SHOWN)
    .map(({ name, difference }) => t('differenceItem', { name, difference: write('signed', difference) }))
  return (
    <>
      <span className="inline-flex flex-wrap items-baseline gap-x-2">
        <Link to="/teams/$teamId" params={{ teamId: team.id }} className="inline-flex min-h-6 items-center font-semibold">
          {team.name}
        </Link>
        <span className="text-xs text-soft">{leagueCode}</span>
        <span className="text-sm">{t('distance', { distance: write('plain', distance), error: write('plain', error) })}</span>
      </span>
      <span className="block text-xs text-soft">{t('difference', { list: differences.join(', ') })}</span>
    </>
  )
}
