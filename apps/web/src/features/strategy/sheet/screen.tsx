import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { onlyDefined } from '../../../lib/search-params.ts'
import { useTRPC } from '../../../lib/trpc.ts'
import { STRATEGY_TABS } from '../../../lib/page-search.ts'
import { LinkButton } from '../../../ui/buttons.tsx'
import { Segmented } from '../../../ui/choices.tsx'
import { OriginBadges } from '../../../ui/origin.tsx'
import { PageHeader } from '../../../ui/page.tsx'
import { Notice, Panel, Warnings } from '../../../ui/panel.tsx'
import { RoleBadge, VerdictChip } from '../record.tsx'
import { BetList } from './bet-list.tsx'
import { DrawdownChart, EquityChart } from './equity.tsx'
import { Contexts, Robustness } from './forests.tsx'
import { KeyFigures } from './key-figures.tsx'
import { Losses } from './losses.tsx'
import type { SheetKey, TearSheet } from './names.tsx'
import { Settings } from './settings.tsx'

const route = getRouteApi('/strategies/$strategyId')

/** One rule's tear sheet: what it earned and when, how it compares with the close, and what identifies the backtest. */
export function TearSheetScreen() {
  const t = useTranslations('tearSheet')
  const { strategyId } = route.useParams()
  const { scope = 'team', origin = 'published' } = route.useSearch()
  const trpc = useTRPC()
  const sheet = useQuery(trpc.strategy.byId.queryOptions({ strategyId, scope, origin }))
  return (
    <>
      {sheet.data === undefined && <PageHeader title={t('waitingTitle')} />}
      <Panel query={sheet} what={t('what')} height="min-h-[48rem]">
        {(found) => <SheetPage sheet={found} id={{ strategyId, scope, origin }} />}
      </Panel>
    </>
  )
}

function SheetPage({ sheet, id }: { sheet: TearSheet; id: SheetKey }) {
  const t = useTranslations('tearSheet')
  const { tab = 'overview' } = route.useSearch()
  const navigate = route.useNavigate()
  const { record } = sheet
  return (
    <>
      <PageHeader
        title={record.strategyTitle ?? record.strategyName}
        documentTitle={record.strategyName}
        eyebrow={
          <span className="inline-flex flex-wrap items-center gap-2">
            <Place record={record} />
            <VerdictChip verdict={record.verdict} />
            <RoleBadge role={record.role} />
            <OriginBadges source={record.source} origin={record.origin} />
          </span>
        }
        lead={`${record.strategyName} · ${t('past')}`}
        actions={
          <LinkButton to="/strategies" search={onlyDefined({ scope: id.scope === 'team' ? undefined : id.scope })}>
            {t('back')}
          </LinkButton>
        }
      />
      <Warnings meta={sheet.meta} />
      <Doubts sheet={sheet} />
      <KeyFigures sheet={sheet} />
      <div className="mt-8 mb-6">
        <Segmented
          label={t('tabs')}
          value={tab}
          options={STRATEGY_TABS.map((value) => ({ value, label: t(`tab_${value}`) }))}
          onChange={(chosen) =>
            void navigate({
              search: (current) =>
                onlyDefined({ scope: current.scope, origin: current.origin, tab: chosen === 'overview' ? undefined : chosen }),
              resetScroll: false,
            })
          }
        />
      </div>
      <h2 className="sr-only">{t(`tab_${tab}`)}</h2>
      <Part tab={tab} sheet={sheet} id={id} />
    </>
  )
}

function Place({ record: { scope, team, league } }: { record: TearSheet['record'] }) {
  const t = useTranslations('tearSheet')
  if (scope === 'overall') return t('eyebrow_overall')
  if (team === null) return t('eyebrow_league', { league: league ?? '' })
  return (
    <Link to="/teams/$teamId" params={{ teamId: team.id }}>
      {t('eyebrow_team', { team: team.name, league: league ?? '' })}
    </Link>
  )
}

/** Warnings to read before any figure. */
function Doubts({ sheet: { record, rule, figures, replaced } }: { sheet: TearSheet }) {
  const t = useTranslations('tearSheet')
  return (
    <div className="mb-6 grid gap-3 empty:hidden">
      {rule?.unrecorded && <Notice tone="warn">{t('unrecorded', { reason: rule.unrecorded })}</Notice>}
      {figures === null && <Notice tone="warn">{t('notOurs')}</Notice>}
      {replaced && (
        <Notice
          action={
            <LinkButton to="/strategies" search={onlyDefined({ scope: record.scope === 'team' ? undefined : record.scope })}>
              {t('toCurrent')}
            </LinkButton>
          }
        >
          {t('replaced')}
        </Notice>
      )}
    </div>
  )
}

function Part({ tab, sheet, id }: { tab: (typeof STRATEGY_TABS)[number]; sheet: TearSheet; id: SheetKey }) {
  const t = useTranslations('tearSheet')
  if (tab === 'settings') return <Settings sheet={sheet} />
  if (sheet.equity === null || sheet.equity.length === 0) return <p className="text-soft">{t('noBets')}</p>
  if (tab === 'losses') return <Losses sheet={sheet} id={id} />
  if (tab === 'robustness') return <Robustness sheet={sheet} id={id} />
  if (tab === 'bets') return <BetList sheet={sheet} id={id} />
  return (
    <div className="grid gap-10">
      <EquityChart sheet={sheet} points={sheet.equity} />
      <DrawdownChart sheet={sheet} points={sheet.equity} />
      <Contexts sheet={sheet} />
    </div>
  )
}
