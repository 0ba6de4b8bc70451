/**
 * The rules of the mapping once more, written in TypeScript: what the SQL of the move is compared with.
 */
import type { DnaVectorName } from '@mon-ps/core/dna/team-dna'
import { SEASON_PATH, SEASON_PATTERN } from '../src/mapping/profile-rules.ts'
import { findAuditStake } from '../src/mapping/strategy-rules.ts'
import { WINNER_SIDES } from '../src/mapping/table-mappings.ts'
import { textFaults } from '../src/mapping/text-faults.ts'
import {
  formatRounded,
  isJsonObject,
  jsonAt,
  type MappedValue,
  multiply,
  NOTHING,
  plain,
  readDecimal,
  roundTo,
  unreadable,
  writeDecimal,
} from '../src/mapping/values.ts'

/** Rule `best-strategy@1`, of the strategies of one team in any order. */
export function pickBestStrategy(
  rows: readonly { id: number; strategyName: string; isBestStrategy: boolean | null; strategyRank: number | null }[],
): MappedValue<string> {
  const rank = ({ strategyRank }: { strategyRank: number | null }) => strategyRank ?? Number.POSITIVE_INFINITY
  const marked = rows.filter((row) => row.isBestStrategy === true).sort((a, b) => rank(a) - rank(b) || a.id - b.id)
  const [best] = marked
  return best ? plain(best.strategyName, marked.length > 1 ? 'several-best' : null) : NOTHING
}

const SEASON = new RegExp(SEASON_PATTERN)

/** Rule `season@1`, of the parsed JSON of a profile. A JSON number is read like its text. */
export function readSeason(quantumDna: unknown): MappedValue<string> {
  const written = jsonAt(quantumDna, SEASON_PATH)
  if (written === null) return NOTHING
  const parts = typeof written === 'string' || typeof written === 'number' ? SEASON.exec(String(written)) : null
  if (!parts) return unreadable('not-a-season')
  const first = Number(parts[1])
  const second = parts[2]
  const follows = second === undefined || Number(second) === (second.length === 4 ? first + 1 : (first + 1) % 100)
  return follows ? plain(`${first}-${String((first + 1) % 100).padStart(2, '0')}`) : unreadable('not-a-season')
}

/** Rule `vector@1`: a vector of a profile's `quantum_dna`, as it is. */
export function readVector(quantumDna: unknown, name: DnaVectorName): MappedValue<Readonly<Record<string, unknown>>> {
  const first = jsonAt(quantumDna, [`${name}_dna`])
  const second = jsonAt(quantumDna, [name])
  const value = first ?? second
  if (value === null) return NOTHING
  if (!isJsonObject(value)) return unreadable('not-an-object')
  return plain(value, first !== null && second !== null ? 'both-spellings' : null)
}

/** Rule `predicted-winner@1`. */
export function predictedWinner(winner: string | null): MappedValue<'home' | 'away' | 'draw'> {
  if (winner === null) return NOTHING
  const side = Object.hasOwn(WINNER_SIDES, winner) ? WINNER_SIDES[winner] : undefined
  return side === undefined ? unreadable('unknown-winner') : plain(side)
}

/** {@link predictedWinner} backwards. */
export const winnerAsInV1 = (side: string | null): string | null =>
  Object.keys(WINNER_SIDES).find((winner) => WINNER_SIDES[winner] === side) ?? null

/** `roi-per-stake@1` backwards: V1's percent per bet with two decimals. */
export function roiPerBet(perStake: number | null, strategyName: string, parameters: unknown): string | null {
  const stake = findAuditStake(strategyName, parameters)
  const exact = readDecimal(formatRounded(perStake, 3) ?? '')
  return stake && exact ? writeDecimal(roundTo(multiply(exact, stake.stake), 2)) : null
}

const NAIVE = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,6}))?$/
const DAY = 86_400_000

/** How far a zone's clocks are ahead of UTC at an instant, both in milliseconds. */
export type OffsetAt = (instant: number) => number

/** Rule `instant@1`, as Postgres reads `timestamp at time zone`; UTC unless another zone's offset is given. */
export function toInstant(text: string | null, offsetAt: OffsetAt = () => 0): MappedValue<string> {
  if (text === null) return NOTHING
  const parts = NAIVE.exec(text)
  if (!parts) return unreadable('not-a-time')
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(Number)
  const local = Date.UTC(year, month - 1, day, hour, minute, second)
  const before = local - offsetAt(local - DAY)
  const after = local - offsetAt(local + DAY)
  const exists = (instant: number): boolean => instant + offsetAt(instant) === local
  const instant = exists(after) ? after : before
  const seconds = new Date(instant).toISOString().slice(0, -'.000Z'.length)
  return plain(`${seconds}${parts[7] === undefined ? '' : `.${parts[7]}`}Z`, exists(instant) ? null : 'time-skipped')
}

/** A text with every fault mended, one after the other; null where there is none. */
export function proposedText(text: string): string | null {
  const [first] = textFaults(text)
  return first ? (proposedText(first.repair) ?? first.repair) : null
}
