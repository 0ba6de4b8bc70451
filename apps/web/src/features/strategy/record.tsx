import type { Strategy } from '@mon-ps/contract/strategy'
import { useTranslations } from 'use-intl'
import { Badge, type BadgeTone } from '../../ui/page.tsx'
import type { NumberReference } from '../../ui/stat.tsx'

/** Share of records that seem significant though nothing is there. */
export const FALSE_ALARM_RATE = 0.05

type RecordKey = Pick<Strategy, 'scope' | 'strategyName' | 'team' | 'leagueCode'>

/** Names a number of a record, so that it leads to its bets. */
export function toReference({ scope, strategyName, team, leagueCode }: RecordKey, number: string): NumberReference {
  return {
    kind: 'strategy',
    number,
    scope,
    strategy: strategyName,
    ...(team === null ? {} : { teamId: team.id }),
    ...(scope === 'league' && leagueCode !== null ? { league: leagueCode } : {}),
  }
}

type Verdict = NonNullable<Strategy['verdict']>

/** Winning and losing look equally strong; only evidence is filled. */
const VERDICT_TONE: Record<Verdict, BadgeTone> = {
  evidence: 'strong',
  promising: 'good',
  indistinguishable_from_luck: 'quiet',
  losing: 'warn',
  not_enough_bets: 'quiet',
}

/** The verdict on a record. */
export function VerdictChip({ verdict }: { verdict: Strategy['verdict'] }) {
  const t = useTranslations('strategies')
  return verdict === null ? <Badge>{t('verdict_unknown')}</Badge> : <Badge tone={VERDICT_TONE[verdict]}>{t(`verdict_${verdict}`)}</Badge>
}

/** Why a rule is part of the product. */
export function RoleBadge({ role }: { role: Strategy['role'] }) {
  const t = useTranslations('strategies')
  return role === null ? null : <Badge title={t(`roleHint_${role}`)}>{t(`role_${role}`)}</Badge>
}
