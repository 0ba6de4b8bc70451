import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { linkOptions } from '@tanstack/react-router'
import { useDeferredValue } from 'react'
import { useTranslations } from 'use-intl'
import { type ApiOutputs, useTRPC } from '../../lib/trpc.ts'
import { parsePaletteQuery } from './parse-query.ts'

type FoundTeam = ApiOutputs['team']['search']['data'][number]

const PAGES = [
  linkOptions({ to: '/' }),
  linkOptions({ to: '/teams' }),
  linkOptions({ to: '/matchups' }),
  linkOptions({ to: '/matrix' }),
  linkOptions({ to: '/strategies' }),
  linkOptions({ to: '/import' }),
  linkOptions({ to: '/migration' }),
  linkOptions({ to: '/how-to-read' }),
]
const PAGE_KEYS = ['home', 'teams', 'matchup', 'matrix', 'strategies', 'import', 'migration', 'guide'] as const
const PER_SIDE = 3

const teamTarget = (teamId: number) => linkOptions({ to: '/teams/$teamId', params: { teamId } })
const pairTarget = (homeId: number, awayId: number) => linkOptions({ to: '/matchups/$homeId/$awayId', params: { homeId, awayId } })

export interface PaletteItem {
  id: string
  label: string
  league: string | null
  source: FoundTeam['source'] | null
  target: (typeof PAGES)[number] | ReturnType<typeof teamTarget> | ReturnType<typeof pairTarget>
}

export interface PaletteGroup {
  key: 'teams' | 'matchups' | 'pages'
  items: PaletteItem[]
}

/** What the text may mean: teams by name, the pairs of two names, pages. */
export function usePaletteResults(text: string): { groups: PaletteGroup[]; isFetching: boolean; error: unknown } {
  const shell = useTranslations('shell')
  const asked = parsePaletteQuery(useDeferredValue(text))
  const first = useTeamSearch(asked.kind === 'pair' ? asked.home : asked.name)
  const second = useTeamSearch(asked.kind === 'pair' ? asked.away : '')
  const pages: PaletteItem[] = PAGES.flatMap((target, index) => {
    const key = PAGE_KEYS[index]
    return key ? [{ id: `page-${target.to}`, label: shell(key), league: null, source: null, target }] : []
  })
  const matching = asked.kind === 'name' ? pages.filter((page) => page.label.toLowerCase().includes(asked.name.toLowerCase())) : []
  const groups: PaletteGroup[] =
    asked.kind === 'pair'
      ? [{ key: 'matchups', items: pairItems(first.data ?? [], second.data ?? []) }]
      : [
          { key: 'teams', items: (asked.name === '' ? [] : (first.data ?? [])).map(teamItem) },
          { key: 'pages', items: matching },
        ]
  return {
    groups: groups.filter((group) => group.items.length > 0),
    isFetching: first.isFetching || second.isFetching,
    error: first.error ?? second.error,
  }
}

function useTeamSearch(name: string) {
  const trpc = useTRPC()
  return useQuery(
    trpc.team.search.queryOptions(
      { query: name, limit: 8 },
      { enabled: name !== '', placeholderData: keepPreviousData, select: (found) => found.data },
    ),
  )
}

function teamItem(team: FoundTeam): PaletteItem {
  return { id: `team-${team.id}`, label: team.name, league: team.league, source: team.source, target: teamTarget(team.id) }
}

/** Pairs of one league first: those are the ones with a calculated friction. */
function pairItems(homes: readonly FoundTeam[], aways: readonly FoundTeam[]): PaletteItem[] {
  const pairs = homes.slice(0, PER_SIDE).flatMap((home) =>
    aways
      .slice(0, PER_SIDE)
      .filter((away) => away.id !== home.id)
      .map((away) => ({ home, away, sameLeague: home.leagueCode === away.leagueCode })),
  )
  return pairs
    .toSorted((a, b) => Number(b.sameLeague) - Number(a.sameLeague))
    .map(({ home, away, sameLeague }) => ({
      id: `pair-${home.id}-${away.id}`,
      label: `${home.name} – ${away.name}`,
      league: sameLeague ? home.league : null,
      source: home.source,
      target: pairTarget(home.id, away.id),
    }))
}
