import postgres from 'postgres'

/** Where a job queue keeps its own tables: its library makes them, changes them, and answers for them. */
export const QUEUE_SCHEMA = 'mon_ps_queue'

/** The port through which a job queue speaks to its database. */
export interface QueueConnection {
  /** One statement with values, or several without. A value that is missing is null. */
  executeSql(text: string, values?: readonly unknown[]): Promise<{ readonly rows: readonly Readonly<Record<string, unknown>>[] }>
  close(): Promise<void>
}

const CONNECT_TIMEOUT_S = 30

/**
 * One session on a server for a job queue: its statements open transactions by themselves, which a pool would spread over
 * sessions. It is not the connection of {@link openDatabase}: long statements there must not hold up signs of life here.
 */
export function openQueueConnection(url: string): QueueConnection {
  const sql = postgres(url, {
    max: 1,
    onnotice: () => {},
    connect_timeout: CONNECT_TIMEOUT_S,
    connection: { application_name: 'mon-ps-queue', TimeZone: 'UTC' },
  })
  return {
    async executeSql(text, values = []) {
      if (values.length === 0) {
        const rows = await sql.unsafe(text)
        return { rows: [...rows] }
      }
      const given = values.map((value) => (value === undefined ? null : value)) as postgres.ParameterOrJSON<never>[]
      return { rows: [...(await sql.unsafe(text, given))] }
    },
    close: () => sql.end({ timeout: 5 }),
  }
}
