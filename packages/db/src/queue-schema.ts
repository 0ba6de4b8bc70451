/** Where the job queue keeps its own tables: its library makes them, changes them, and answers for them. */
export const QUEUE_SCHEMA = 'mon_ps_queue'
