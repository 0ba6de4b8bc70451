import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { type ApiOutputs, useTRPC } from '../../../lib/trpc.ts'
import { OriginBadges } from '../../../ui/origin-badges.tsx'

type FoundTeam = ApiOutputs['team']['search']['data'][number]

export interface TeamPickerProps {
  label: string
  value: number | null
  /** The chosen team's name, when it came from elsewhere. */
  initialName?: string
  onChange: (teamId: number | null) => void
}

/** Finds one team by its name or an alias. */
export function TeamPicker({ label, value, initialName = '', onChange }: TeamPickerProps) {
  const t = useTranslations('matchup')
  const trpc = useTRPC()
  const [text, setText] = useState(initialName)
  const query = useDeferredValue(text.trim())
  const found = useQuery(
    trpc.team.search.queryOptions(
      { query, limit: 12 },
      { enabled: query !== '', placeholderData: keepPreviousData, select: (answer) => answer.data },
    ),
  )
  return (
    <ComboBox
      items={query === '' ? [] : (found.data ?? [])}
      inputValue={text}
      onInputChange={setText}
      selectedKey={value}
      onSelectionChange={(key) => {
        onChange(typeof key === 'number' ? key : null)
        const chosen = found.data?.find((team) => team.id === key)
        if (chosen) setText(chosen.name)
      }}
      allowsEmptyCollection
      menuTrigger="input"
    >
      <Label className="eyebrow">{label}</Label>
      <Input
        placeholder={t('pickPlaceholder')}
        className="mt-0.5 block min-h-11 w-full rounded border border-rule-strong bg-panel px-3 text-lg text-ink"
      />
      <Popover className="w-(--trigger-width) rounded border border-rule bg-panel shadow-lg">
        <ListBox
          className="max-h-72 overflow-auto p-1 outline-none"
          renderEmptyState={() => <p className="px-3 py-2 text-sm text-soft">{t('pickNone')}</p>}
        >
          {(team: FoundTeam) => (
            <ListBoxItem
              id={team.id}
              textValue={team.name}
              className="flex min-h-9 cursor-pointer items-center gap-2 rounded px-2 text-sm outline-none data-[focused]:bg-ink data-[focused]:text-paper"
            >
              <span className="min-w-0 flex-1 truncate">{team.name}</span>
              <span className="truncate text-xs opacity-80">{team.league}</span>
              <OriginBadges source={team.source} />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
