import { z } from 'zod'

/** A 95 % interval; null where none can be estimated. */
export const storedInterval = z.tuple([z.number(), z.number()]).nullable()

/** A number with its sample size and its interval; null where it was not measured. */
export const storedEstimate = z.object({ value: z.number().nullable(), n: z.number(), interval: storedInterval })

/** A stored value as `schema` describes it; null for one that was written by somebody else or by an unknown version. */
export const readStored = <Shape>(schema: z.ZodType<Shape>, json: unknown): Shape | null => schema.safeParse(json).data ?? null

/** How a JSON document of our own tables is written and read. */
export interface StoredForm<Shape> {
  readonly write: (content: Shape) => Readonly<Record<string, unknown>>
  /** Null for a document of another form or version, which is never read as this one. */
  readonly read: (json: unknown) => Shape | null
}

const form = z.object({ form: z.string().optional() })

/**
 * A form with its name and version, both of which stand in the document under `form`. Version 1 is also what documents hold that
 * were written before forms had names. A change of `schema` needs a new version, and a new reader for what the old one wrote.
 */
export function defineForm<Shape extends object>(name: string, version: number, schema: z.ZodType<Shape>): StoredForm<Shape> {
  const mark = `${name}@${version}`
  const written = version === 1 ? [mark, undefined] : [mark]
  return {
    write: (content) => ({ form: mark, ...content }),
    read: (json) => {
      const found = form.safeParse(json).data
      return found !== undefined && written.includes(found.form) ? readStored(schema, json) : null
    },
  }
}
