interface Page<Row> {
  data: Row[]
  page: { nextCursor: string | null }
}

/** Any list procedure: what it takes may carry a cursor, what it answers names the next one. */
export interface PagedProcedure<Input, Row> {
  query(input: Input): Promise<Page<Row>>
}

/**
 * Every row of a list procedure, page after page, fetched as they are asked for.
 *
 * Keyset pages: a row that is added meanwhile never makes another one appear twice.
 *
 * @param procedure a list procedure of the client, for example `client.team.list`
 * @param input     its filters; `limit` is the page size, `cursor` where to start
 * @example for await (const pair of iterate(client.friction.list, { league: 'E0', sort: 'chaos' })) …
 */
export async function* iterate<Input extends { cursor?: string | undefined }, Row>(
  procedure: PagedProcedure<Input, Row>,
  input: Input,
): AsyncGenerator<Row, void, undefined> {
  let cursor = input.cursor
  do {
    const { data, page } = await procedure.query({ ...input, cursor })
    yield* data
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}
