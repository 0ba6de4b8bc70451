import { useTranslations } from 'use-intl'
import { Section } from '../../../ui/section.tsx'
import type { Team } from '../profile.ts'
import { Archetype } from './archetype.tsx'
import { BettingIdentity } from './betting-identity.tsx'
import { LegacyValues } from './legacy-values.tsx'
import { Narrative } from './narrative.tsx'
import { Opponents } from './opponents.tsx'
import { SimilarTeams } from './similar-teams.tsx'
import { TeamMarkets } from './team-markets.tsx'

/** A team in words: what its numbers come to, or what the old system wrote of it. */
export function TeamInWords({ team }: { team: Team }) {
  const t = useTranslations('teamProfile')
  const { profile, legacyProfile } = team
  if (profile === null && legacyProfile === null && team.narrativeProfile === null) return null
  return (
    <Section title={t('section')}>
      <Narrative team={team} />
      {profile && (
        <div className="mt-6 grid gap-x-12 gap-y-6 lg:grid-cols-[1fr_2fr]">
          <Archetype archetype={profile.archetype} />
          <BettingIdentity identity={profile.identity} />
        </div>
      )}
      {legacyProfile && (
        <div className="mt-4">
          <h3 className="eyebrow">{t('legacyTitle')}</h3>
          <LegacyValues values={legacyProfile} label={t('legacyTitle')} />
        </div>
      )}
    </Section>
  )
}

/** Markets, opponents and teams alike: only a calculation of ours knows them. */
export function ProfileSections({ profile }: { profile: NonNullable<Team['profile']> }) {
  const t = useTranslations('teamProfile')
  return (
    <>
      <Section title={t('sectionMarkets')}>
        <TeamMarkets profile={profile} />
      </Section>
      {profile.opponents.length > 0 && (
        <Section title={t('sectionOpponents')}>
          <Opponents opponents={profile.opponents} />
        </Section>
      )}
      <Section title={t('sectionSimilar')}>
        <SimilarTeams similar={profile.similar} />
      </Section>
    </>
  )
}
