import { relations } from 'drizzle-orm'
import { frictionVersion, quantumFrictionMatrixV3 } from './friction.ts'
import { chessClassification, goalscorerProfile } from './profiles.ts'
import { quantumStrategiesV3, strategyVersion } from './strategies.ts'
import { teamDnaVersion, teamQuantumDnaV3 } from './team-dna.ts'
import { team, teamAlias } from './teams.ts'

/*
 * What leads from one table to another, for `db.query`. A V3 team and a team of ours share their id; no foreign key
 * says so, because raw SQL may write V3.
 */

/** A V3 team: its strategies, its pairs on either side, and the club that it is. */
export const teamQuantumDnaV3Relations = relations(teamQuantumDnaV3, ({ one, many }) => ({
  team: one(team, { fields: [teamQuantumDnaV3.teamId], references: [team.id] }),
  strategies: many(quantumStrategiesV3),
  homeFrictions: many(quantumFrictionMatrixV3, { relationName: 'homeTeam' }),
  awayFrictions: many(quantumFrictionMatrixV3, { relationName: 'awayTeam' }),
}))

export const quantumFrictionMatrixV3Relations = relations(quantumFrictionMatrixV3, ({ one }) => ({
  home: one(teamQuantumDnaV3, {
    fields: [quantumFrictionMatrixV3.teamHomeId],
    references: [teamQuantumDnaV3.teamId],
    relationName: 'homeTeam',
  }),
  away: one(teamQuantumDnaV3, {
    fields: [quantumFrictionMatrixV3.teamAwayId],
    references: [teamQuantumDnaV3.teamId],
    relationName: 'awayTeam',
  }),
}))

export const quantumStrategiesV3Relations = relations(quantumStrategiesV3, ({ one }) => ({
  team: one(teamQuantumDnaV3, { fields: [quantumStrategiesV3.teamId], references: [teamQuantumDnaV3.teamId] }),
}))

/** A club: what every source calls it, what V3 shows of it, and all that was ever made or brought in. */
export const teamRelations = relations(team, ({ one, many }) => ({
  published: one(teamQuantumDnaV3, { fields: [team.id], references: [teamQuantumDnaV3.teamId] }),
  aliases: many(teamAlias),
  dnaVersions: many(teamDnaVersion),
  strategyVersions: many(strategyVersion),
  homeFrictionVersions: many(frictionVersion, { relationName: 'homeClub' }),
  awayFrictionVersions: many(frictionVersion, { relationName: 'awayClub' }),
  classifications: many(chessClassification),
  goalscorers: many(goalscorerProfile),
}))

export const teamAliasRelations = relations(teamAlias, ({ one }) => ({
  team: one(team, { fields: [teamAlias.teamId], references: [team.id] }),
}))

export const teamDnaVersionRelations = relations(teamDnaVersion, ({ one }) => ({
  team: one(team, { fields: [teamDnaVersion.teamId], references: [team.id] }),
}))

export const strategyVersionRelations = relations(strategyVersion, ({ one }) => ({
  team: one(team, { fields: [strategyVersion.teamId], references: [team.id] }),
}))

export const frictionVersionRelations = relations(frictionVersion, ({ one }) => ({
  home: one(team, { fields: [frictionVersion.homeId], references: [team.id], relationName: 'homeClub' }),
  away: one(team, { fields: [frictionVersion.awayId], references: [team.id], relationName: 'awayClub' }),
}))

export const chessClassificationRelations = relations(chessClassification, ({ one }) => ({
  team: one(team, { fields: [chessClassification.teamId], references: [team.id] }),
}))

export const goalscorerProfileRelations = relations(goalscorerProfile, ({ one }) => ({
  team: one(team, { fields: [goalscorerProfile.teamId], references: [team.id] }),
}))
