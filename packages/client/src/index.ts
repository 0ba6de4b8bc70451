/**
 * A typed client of the Mon PS API for other tools: types of every procedure, no server code.
 *
 * @example
 * const monPs = createClient({ url: 'http://127.0.0.1:3000' })
 * const { data } = await monPs.team.search.query({ query: 'Arsenal' })
 * for await (const team of iterate(monPs.team.list, { league: 'E0' })) console.log(team.teamName, team.totalPnl.value)
 */
export type * from '@mon-ps/api'
export { type ClientOptions, createClient, type MonPsClient } from './create-client.ts'
export { type ClientErrorCode, errorCode } from './error-code.ts'
export { iterate, type PagedProcedure } from './iterate.ts'
