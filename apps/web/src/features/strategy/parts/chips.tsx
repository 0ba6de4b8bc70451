import type { StrategyWire } from '@mon-ps/api'
import { useTranslations } from 'use-intl'
import { Badge, type BadgeTone } from '../../../ui/badge.tsx'

type Verdict = NonNullable<StrategyWire['verdict']>

/** Losing and winning weigh the same to the eye; only evidence is filled. */
const VERDICT_TONE: Record<Verdict, BadgeTone> = {
  evidence: 'strong',
  promising: 'good',
  indistinguishable_from_luck: 'quiet',
  losing: 'warn',
  not_enough_bets: 'quiet',
}

/** What the record shows, in two words. */
export function VerdictChip({ verdict }: { verdict: StrategyWire['verdict'] }) {
  const t = useTranslations('strategies')
  return verdict === null ? <Badge>{t('verdict_unknown')}</Badge> : <Badge tone={VERDICT_TONE[verdict]}>{t(`verdict_${verdict}`)}</Badge>
}

/** What the rule is in the product for. */
export function RoleBadge({ role }: { role: StrategyWire['role'] }) {
  const t = useTranslations('strategies')
  return role === null ? null : <Badge title={t(`roleHint_${role}`)}>{t(`role_${role}`)}</Badge>
}
