import type { DataSource, RowOrigin } from '@mon-ps/contract/answer'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { type ChosenOrigin, onlyDefined, ORIGIN_CHOICES, readOrigin } from '../lib/search-params.ts'
import { useTRPC } from '../lib/trpc.ts'
import { LinkButton } from './buttons.tsx'
import { SelectField } from './choices.tsx'
import { Badge } from './page.tsx'
import { Empty } from './panel.tsx'

interface OriginBadgesProps {
  source: DataSource
  origin?: RowOrigin
}

/** Marks invented data, and rows that were not calculated. */
export function OriginBadges({ source, origin = 'calculated' }: OriginBadgesProps) {
  const t = useTranslations('origin')
  return (
    <>
      {source === 'demo' && (
        <Badge tone="warn" title={t('demoTitle')}>
          {t('demo')}
        </Badge>
      )}
      {/* A moved row names its league itself, which is none of ours. */}
      {source === 'unknown' && origin !== 'migrated' && <Badge title={t('unknownTitle')}>{t('unknown')}</Badge>}
      {origin !== 'calculated' && <Badge>{t(origin)}</Badge>}
    </>
  )
}

/** Chooses which rows the page shows. Hidden where nothing was moved from V1: there is nothing to choose between. */
export function OriginField() {
  const t = useTranslations('origin')
  const trpc = useTRPC()
  const navigate = useNavigate()
  const origin = readOrigin(useSearch({ strict: false }).origin)
  const move = useQuery(trpc.migration.status.queryOptions())
  if (origin === undefined && (move.data === undefined || move.data.state === 'none')) return null
  const change = (chosen: ChosenOrigin | undefined) =>
    void navigate({ to: '.', search: (current) => onlyDefined({ ...current, cursor: undefined, origin: chosen }), resetScroll: false })
  return (
    <SelectField
      label={t('choice')}
      value={origin ?? 'published'}
      options={(['published', ...ORIGIN_CHOICES] as const).map((value) => ({ value, label: t(`choice_${value}`) }))}
      onChange={(chosen) => change(chosen === 'published' ? undefined : chosen)}
    />
  )
}

/** For a list of migrated rows that is empty: a calculation would not fill it. */
export function NoneMoved() {
  const t = useTranslations('origin')
  return <Empty cause={t('noneMoved')} action={<LinkButton to="/migration">{t('noneMovedAction')}</LinkButton>} />
}
