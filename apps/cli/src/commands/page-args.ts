import type { List, OriginFilter, PageInfo } from '@mon-ps/contract/answer'
import { EXIT } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { cli } from '../words.ts'

const ORIGINS: OriginFilter[] = ['published', 'migrated', 'calculated']

/** Which rows a read takes. */
export const ORIGIN_ARG = {
  origin: {
    type: 'enum',
    options: ORIGINS,
    default: 'published',
    description: cli.lists.origin,
  },
} as const

/** Flags of a list whose rows have no origin to choose. */
export const KEYSET_ARGS = {
  limit: { type: 'string', valueHint: '20', default: '20', description: cli.lists.limit },
  cursor: { type: 'string', description: cli.lists.cursor },
} as const

/** Flags of every other list. */
export const PAGE_ARGS = {
  ...ORIGIN_ARG,
  league: { type: 'string', valueHint: 'E0', description: cli.lists.league },
  ...KEYSET_ARGS,
} as const

const MAX_ROWS = 200

/**
 * How many rows, and after which page.
 *
 * @throws {Failure} usage, for a number of rows out of range
 */
export function keysetInput(args: { limit: string; cursor?: string | undefined }): { limit: number; cursor?: string } {
  const limit = Number(args.limit)
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_ROWS) {
    throw new Failure(EXIT.usage, cli.lists.badLimit({ limit: args.limit, most: MAX_ROWS }))
  }
  return { limit, ...(args.cursor ? { cursor: args.cursor } : {}) }
}

/** What those flags ask of a list procedure. */
export function pageInput(args: { league?: string | undefined; limit: string; cursor?: string | undefined; origin: OriginFilter }): {
  limit: number
  origin: OriginFilter
  league?: string
  cursor?: string
} {
  return { ...keysetInput(args), origin: args.origin, ...(args.league ? { league: args.league } : {}) }
}

/** How to go on, where there is more. */
export const moreText = (page: PageInfo): string[] => (page.hasMore ? [cli.lists.more({ cursor: page.nextCursor ?? '' })] : [])

/** A list's table, what it rests on, and how to go on. */
export function listText<Row>(list: List<Row>, rows: (data: Row[]) => string): string {
  if (list.data.length === 0) return cli.lists.noRows
  return [rows(list.data), ...moreText(list.page), ...list.meta.warnings.map((warning) => cli.lists.note({ warning }))].join('\n')
}

/** Marks rows that rest on invented matches, and rows that no calculation made. */
export const sourceText = ({ source, origin = 'calculated' }: { source: string; origin?: string }): string =>
  [...(source === 'demo' ? [cli.lists.demo] : []), ...(origin === 'calculated' ? [] : [origin])].join(', ')
