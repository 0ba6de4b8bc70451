import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

const PLACES = [
  { to: '/teams', title: 'nextTeams', text: 'nextTeamsText' },
  { to: '/matrix', title: 'nextMatrix', text: 'nextMatrixText' },
  { to: '/strategies', title: 'nextStrategies', text: 'nextStrategiesText' },
  { to: '/models', title: 'nextModels', text: 'nextModelsText' },
  { to: '/migration', title: 'nextMigration', text: 'nextMigrationText' },
] as const

export function WhereToLook() {
  const t = useTranslations('home')
  return (
    <ul className="grid gap-x-8 gap-y-4 md:grid-cols-3">
      {PLACES.map((place) => (
        <li key={place.to}>
          <Link to={place.to} className="inline-flex min-h-6 items-center font-semibold">
            {t(place.title)}
          </Link>
          <p className="mt-0.5 text-sm text-soft">{t(place.text)}</p>
        </li>
      ))}
    </ul>
  )
}
