import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { ApiOutputs } from '../../../lib/trpc.ts'
import { Stat } from '../../../ui/stat.tsx'

type Team = ApiOutputs['team']['byId']

/** The record of the one reference strategy on this team's matches, and whether it says anything. */
export function BettingRecord({ team }: { team: Team }) {
  const t = useTranslations('team')
  const { roi } = team
  const isClear = roi.interval !== null && (roi.interval[0] > 0 || roi.interval[1] < 0)
  return (
    <>
      <dl className="flex flex-wrap gap-x-12 gap-y-5">
        <Item label={t('bets')}>
          <Stat stat={team.totalBets} kind="count" provenance={{ kind: 'team_record', number: 'totalBets' }} />
        </Item>
        <Item label={t('won')}>
          <Stat stat={team.winRate} kind="percent" layout="stacked" provenance={{ kind: 'team_record', number: 'winRate' }} />
        </Item>
        <Item label={t('profit')}>
          <Stat stat={team.totalPnl} kind="units" layout="stacked" provenance={{ kind: 'team_record', number: 'totalPnl' }} />
        </Item>
        <Item label={t('roi')}>
          <Stat stat={team.roi} kind="signedPercent" layout="stacked" provenance={{ kind: 'team_record', number: 'roi' }} />
        </Item>
        <Item label={t('clv')}>
          <Stat stat={team.avgClv} kind="signedPercent" layout="stacked" provenance={{ kind: 'team_record', number: 'avgClv' }} />
        </Item>
      </dl>
      {roi.interval !== null && <p className="mt-4 max-w-prose text-sm text-soft">{isClear ? t('recordEvidence') : t('recordLuck')}</p>}
    </>
  )
}

function Item({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="eyebrow">{label}</dt>
      <dd className="mt-1 text-xl">{children}</dd>
    </div>
  )
}
