import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { ApiOutputs } from '../../lib/trpc.ts'
import { type DataColumn, DataTable } from '../../ui/data-table.tsx'
import { useDateText } from '../../ui/written.ts'
import { OriginBadges } from '../../ui/origin.tsx'
import { Badge } from '../../ui/page.tsx'
import { Stat } from '../../ui/stat.tsx'

type League = ApiOutputs['league']['list']['data'][number]

/** One row per competition: what is loaded, how many matches have closing prices, and how fresh the numbers are. */
export function LeagueTable({ leagues }: { leagues: readonly League[] }) {
  const t = useTranslations('home')
  const { day } = useDateText()
  const columns: DataColumn<League>[] = [
    { id: 'league', header: t('league'), cell: (league) => <LeagueName league={league} /> },
    { id: 'seasons', header: t('seasons'), cell: writeSeasons, wideOnly: true },
    { id: 'matches', header: t('matches'), align: 'right', cell: (league) => <Stat stat={league.matches} kind="count" /> },
    {
      id: 'last',
      header: t('lastMatch'),
      cell: (league) => (league.lastMatchOn ? day(league.lastMatchOn) : <Stat stat={null} kind="count" />),
      wideOnly: true,
    },
    {
      id: 'closing',
      header: t('closing'),
      hint: t('closingHint'),
      align: 'right',
      cell: (league) => <Stat stat={league.matches > 0 ? league.matchesWithClosingPrice / league.matches : null} kind="percent" />,
    },
    {
      id: 'calculated',
      header: t('calculated'),
      cell: (league) => (
        <span className="inline-flex flex-wrap items-center gap-1.5">
          {league.calculatedAt ? day(league.calculatedAt) : <Badge>{t('never')}</Badge>}
          {league.stale && league.calculatedAt && (
            <Badge tone="warn" title={t('staleTitle')}>
              {t('stale')}
            </Badge>
          )}
        </span>
      ),
    },
    { id: 'open', header: t('open'), cell: (league) => <LeagueLinks league={league} /> },
  ]
  return <DataTable caption={t('leagues')} columns={columns} rows={leagues} rowKey={(league) => league.code} />
}

function LeagueName({ league }: { league: League }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      <span className="font-semibold">{league.name}</span>
      {league.country && <span className="text-soft">{league.country}</span>}
      <OriginBadges source={league.source} />
    </span>
  )
}

function writeSeasons({ seasons }: League): string {
  const first = seasons[0]
  const last = seasons.at(-1)
  if (first === undefined || last === undefined) return ''
  return first === last ? first : `${first} – ${last}`
}

function LeagueLinks({ league }: { league: League }) {
  const t = useTranslations('home')
  if (!league.calculatedAt) return null
  return (
    <span className="inline-flex gap-3">
      <Link
        to="/teams"
        search={{ league: league.code }}
        aria-label={t('openTeams', { league: league.name })}
        className="inline-flex min-h-6 items-center"
      >
        {t('nextTeams')}
      </Link>
      <Link
        to="/matrix"
        search={{ league: league.code }}
        aria-label={t('openMatrix', { league: league.name })}
        className="inline-flex min-h-6 items-center"
      >
        {t('nextMatrix')}
      </Link>
    </span>
  )
}
