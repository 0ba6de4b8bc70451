// Worker threads begin here: on Node 20 a `.ts` entry of a thread does not load under tsx, so tsx is registered first.
import { register } from 'tsx/esm/api'

register()
const tasks = await import('./tasks.ts')
export const calculateLeague = tasks.calculateLeague
export const evaluateRecords = tasks.evaluateRecords
export const rateLeague = tasks.rateLeague
export const forecastSeason = tasks.forecastSeason
export const forecastLeague = tasks.forecastLeague
export const ablateTier = tasks.ablateTier
export const reportTier = tasks.reportTier
