import { z } from 'zod'

const legacyValueSchema = z
  .object({
    /** Dotted where it stands inside another, for example `mvp.name`. */
    key: z.string(),
    /** Lists as JSON text. */
    value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  })
  .meta({ id: 'LegacyValue' })
/** One value of a JSON object that the old system wrote, as it stands: nobody knows its sample or its error. */
export interface LegacyValue extends z.infer<typeof legacyValueSchema> {}
export const legacyValue: z.ZodType<LegacyValue, LegacyValue> = legacyValueSchema
