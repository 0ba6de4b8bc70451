import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useTRPC } from '../../lib/trpc.ts'
import { Panel } from '../../ui/panel.tsx'
import { Section } from '../../ui/section.tsx'
import { ChessPiece } from './chess-piece.tsx'
import { Goalscorers } from './goalscorers.tsx'

/** A team as a chess piece, and its goalscorers: a section of its own, which fetches what it shows. */
export function TeamProfiles({ teamId }: { teamId: number }) {
  const t = useTranslations('profiles')
  const trpc = useTRPC()
  const profiles = useQuery(trpc.profile.byTeam.queryOptions({ teamId }))
  return (
    <Section title={t('section')}>
      <Panel query={profiles} what={t('what')} height="min-h-40">
        {({ chess, goalscorers }) => (
          <div className="grid gap-8">
            <ChessPiece chess={chess} />
            <Goalscorers goalscorers={goalscorers} />
          </div>
        )}
      </Panel>
    </Section>
  )
}
