import type { Stat } from '@mon-ps/contract/answer'
import type { Strategy } from '@mon-ps/contract/strategy'
import { useTranslations } from 'use-intl'
import { Badge, type BadgeTone } from '../../ui/page.tsx'
import type { NumberReference } from '../../ui/stat.tsx'

/** Whether the ROI of a record or of a part of one can be told from zero: both ends of its interval lie on one side. */
export function isClearOfZero({ roi }: { roi: Stat }): boolean {
  return roi.interval !== null && (roi.interval[0] > 0 || roi.interval[1] < 0)
}

/** Share of looks that seem significant though nothing is there. */
export const FALSE_ALARM_RATE = 0.05

type RecordOfNumber = Pick<Strategy, 'scope' | 'strategyName' | 'team' | 'leagueCode'>

/** What names a number of a record, so that it leads to its bets. */
export function toReference({ scope, strategyName, team, leagueCode }: RecordOfNumber, number: string): NumberReference {
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

/** Losing and winning weigh the same to the eye; only evidence is filled. */
const VERDICT_TONE: Record<Verdict, BadgeTone> = {
  evidence: 'strong',
  promising: 'good',
  indistinguishable_from_luck: 'quiet',
  losing: 'warn',
  not_enough_bets: 'quiet',
}

/** What the record shows, in two words. */
export function VerdictChip({ verdict }: { verdict: Strategy['verdict'] }) {
  const t = useTranslations('strategies')
  return verdict === null ? <Badge>{t('verdict_unknown')}</Badge> : <Badge tone={VERDICT_TONE[verdict]}>{t(`verdict_${verdict}`)}</Badge>
}

/** What the rule is in the product for. */
export function RoleBadge({ role }: { role: Strategy['role'] }) {
  const t = useTranslations('strategies')
  return role === null ? null : <Badge title={t(`roleHint_${role}`)}>{t(`role_${role}`)}</Badge>
}
