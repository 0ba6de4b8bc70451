/** What other packages may know of the API: the type of its router. Every shape that it sends is in `@mon-ps/contract`. */
export type { AppRouter } from './router.ts'
