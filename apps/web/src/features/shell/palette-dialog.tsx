import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { linkOptions, useNavigate } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { type ApiOutputs, useTRPC } from '../../lib/trpc.ts'
import { OriginBadges } from '../../ui/origin.tsx'
import { ErrorNotice } from '../../ui/panel.tsx'
import { PAGES } from './pages.ts'

const ITEM =
  'flex min-h-9 cursor-pointer items-center gap-2 rounded px-3 text-sm outline-none data-[focused]:bg-ink data-[focused]:text-paper'

export function PaletteDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('palette')
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const { groups, isFetching, error } = usePaletteResults(text)
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={onClose} className="fixed inset-0 z-40 flex justify-center bg-ink/30 px-3 pt-[12vh]">
      <Modal className="h-fit w-full max-w-xl rounded-lg border border-rule bg-panel shadow-2xl">
        <Dialog aria-label={t('title')} className="p-3 outline-none">
          <Autocomplete inputValue={text} onInputChange={setText}>
            <SearchField autoFocus className="grid gap-1">
              <Label className="px-1 text-xs text-soft">{t('label')}</Label>
              <Input placeholder={t('placeholder')} className="min-h-11 rounded border border-rule-strong bg-paper px-3 text-lg text-ink" />
            </SearchField>
            {error ? <ErrorNotice error={error} /> : null}
            <ListBox
              aria-label={t('title')}
              className="mt-2 max-h-[50vh] overflow-auto outline-none"
              selectionMode="none"
              renderEmptyState={() => <p className="px-3 py-4 text-sm text-soft">{isFetching ? t('waiting') : t('none')}</p>}
            >
              {groups.map((group) => (
                <ListBoxSection key={group.key}>
                  <Header className="eyebrow px-3 pt-2 pb-1">{t(group.key)}</Header>
                  {group.items.map((item) => (
                    <ListBoxItem
                      key={item.id}
                      id={item.id}
                      textValue={item.label}
                      className={ITEM}
                      onAction={() => {
                        onClose()
                        void navigate(item.target)
                      }}
                    >
                      <span className="min-w-0 flex-1 truncate">{item.label}</span>
                      {item.league !== null && <span className="truncate text-xs opacity-80">{item.league}</span>}
                      {item.source !== null && <OriginBadges source={item.source} />}
                    </ListBoxItem>
                  ))}
                </ListBoxSection>
              ))}
            </ListBox>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

type FoundTeam = ApiOutputs['team']['search']['data'][number]

const PER_SIDE = 3

const linkToTeam = (teamId: number) => linkOptions({ to: '/teams/$teamId', params: { teamId } })
const linkToPair = (homeId: number, awayId: number) => linkOptions({ to: '/matchups/$homeId/$awayId', params: { homeId, awayId } })

interface PaletteItem {
  id: string
  label: string
  league: string | null
  source: FoundTeam['source'] | null
  target: Pick<(typeof PAGES)[number], 'to'> | ReturnType<typeof linkToTeam> | ReturnType<typeof linkToPair>
}

interface PaletteGroup {
  key: 'teams' | 'matchups' | 'pages'
  items: PaletteItem[]
}

/** What the query may mean: teams by name, pairs of two names, pages. */
function usePaletteResults(text: string): { groups: PaletteGroup[]; isFetching: boolean; error: unknown } {
  const shell = useTranslations('shell')
  const asked = parsePaletteQuery(useDeferredValue(text))
  const first = useTeamSearch(asked.kind === 'pair' ? asked.home : asked.name)
  const second = useTeamSearch(asked.kind === 'pair' ? asked.away : '')
  const pages = PAGES.map(
    ({ to, key }): PaletteItem => ({ id: `page-${to}`, label: shell(key), league: null, source: null, target: { to } }),
  )
  const matching = asked.kind === 'name' ? pages.filter((page) => page.label.toLowerCase().includes(asked.name.toLowerCase())) : []
  const groups: PaletteGroup[] =
    asked.kind === 'pair'
      ? [{ key: 'matchups', items: toPairItems(first.data ?? [], second.data ?? []) }]
      : [
          { key: 'teams', items: (asked.name === '' ? [] : (first.data ?? [])).map(toTeamItem) },
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

function toTeamItem(team: FoundTeam): PaletteItem {
  return { id: `team-${team.id}`, label: team.name, league: team.league, source: team.source, target: linkToTeam(team.id) }
}

/** Pairs of one league first: only those have a calculated friction. */
function toPairItems(homes: readonly FoundTeam[], aways: readonly FoundTeam[]): PaletteItem[] {
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
      target: linkToPair(home.id, away.id),
    }))
}

/** A query for one name, or for two that meet. */
type PaletteQuery = { kind: 'name'; name: string } | { kind: 'pair'; home: string; away: string }

/**
 * Reads `ars v che`, `ars vs che` and `ars - che` as a pair, all else as one name.
 *
 * @example parsePaletteQuery('ars v che') // { kind: 'pair', home: 'ars', away: 'che' }
 */
export function parsePaletteQuery(text: string): PaletteQuery {
  const trimmed = text.trim()
  const [, home, away] = /^(.+?)\s+(?:v|vs|vs\.|-|–)\s+(.+)$/i.exec(trimmed) ?? []
  if (home !== undefined && away !== undefined) return { kind: 'pair', home: home.trim(), away: away.trim() }
  return { kind: 'name', name: trimmed }
}
