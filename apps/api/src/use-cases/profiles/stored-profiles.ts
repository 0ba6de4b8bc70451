import type { ChessCharacteristic } from '@mon-ps/core/profiles/classify-chess'
import type { ScoringEstimate } from '@mon-ps/core/profiles/scoring-rates'
import type { ChessClassificationRow, GoalscorerRow } from '@mon-ps/db/repositories/profiles'
import { z } from 'zod'

const interval = z.tuple([z.number(), z.number()]).nullable()
const estimate = z.object({ value: z.number().nullable(), n: z.number(), interval })

/** What `timing_dna` holds of a player: everything that stands behind the three probabilities. */
const storedScoring = z.object({
  ratePer90: estimate,
  reliability: z.number().nullable(),
  anytime: estimate,
  first: estimate,
  last: estimate,
  reason: z.string().nullable(),
  orderReason: z.string().nullable(),
})

/** As a calculation of ours stored it; null for a row that somebody else wrote. */
export function storedScoringOf({ timingDna }: Pick<GoalscorerRow, 'timingDna'>): ScoringEstimate | null {
  const parsed = storedScoring.safeParse(timingDna)
  return parsed.success ? parsed.data : null
}

const storedCharacteristics = z.array(
  z.object({
    metric: z.enum(['shots_for', 'shots_against', 'shots_on_target_share', 'fouls_per_match', 'corners_for', 'cards_per_match']),
    side: z.enum(['high', 'low']),
    value: z.number(),
    n: z.number(),
    interval: z.tuple([z.number(), z.number()]),
    reliability: z.number(),
    leagueMiddle: z.number(),
    probability: z.number(),
  }),
)

/** None for a row that somebody else wrote. */
export function storedCharacteristicsOf({
  characteristics,
}: Pick<ChessClassificationRow, 'characteristics'>): readonly ChessCharacteristic[] {
  const parsed = storedCharacteristics.safeParse(characteristics)
  return parsed.success ? parsed.data : []
}
