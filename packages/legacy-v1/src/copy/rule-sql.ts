import {
  AUDIT_STAKES,
  MARKET_FAMILY_WORDS,
  OTHER_MARKET_FAMILY,
  OTHER_STRATEGY_TYPE,
  STRATEGY_TYPE_WORDS,
  WORD_SEPARATORS,
  type WordMeaning,
} from '../mapping/strategy-rules.ts'
import { type ColumnKind, columnKind, type ColumnMapping, type RuleId, type TableMapping } from '../mapping/column-mapping.ts'
import { LEAGUE_CODES, LEAGUE_PATHS, SEASON_PATH, SEASON_PATTERN } from '../mapping/profile-rules.ts'
import { WINNER_SIDES } from '../mapping/table-mappings.ts'
import { named, quoted } from '@mon-ps/db/engine/sql-text'

/**
 * What an expression may read: the companion row `c`, its ruled values `o.ruled`, the best strategy `b`, teams as `<column>.team_id`, the
 * league's ruling `g.value` and the zone `z.time_zone`, all joined by row-source.ts.
 */
interface RuleContext {
  readonly mapping: TableMapping
  readonly column: ColumnMapping
}

/** Larger values, NaN and infinities become null. */
const LARGEST = '1e300'

/** V1's types vary: a whole number may be stored as `13.00`, a name under any collation. */
const CASTS: Readonly<Partial<Record<ColumnKind, string>>> = {
  text: '::text collate "default"',
  integer: '::numeric::bigint',
  boolean: '::boolean',
  json: '::jsonb',
}
const RULED_CASTS: typeof CASTS = { ...CASTS, decimal: '::numeric', time: '::timestamp' }

/** A V1 column's value, or the ruled one. */
export function sourceValue(mapping: TableMapping, source: string): string {
  const kind = columnKind(mapping.v1Columns.find(({ name }) => name === source)?.type ?? 'text')
  const own = `c.${named(source)}${CASTS[kind] ?? ''}`
  if (source === 'id') return own
  const ruled = `(o.ruled ->> ${quoted(source)})${RULED_CASTS[kind] ?? ''}`
  if (kind === 'time') return `case when o.ruled ? ${quoted(source)} then ${ruled} at time zone z.time_zone else ${instantSql(own)} end`
  return `case when o.ruled ? ${quoted(source)} then ${ruled} else ${own} end`
}

/** A type with a zone, or a domain of one, is an instant already. */
const instantSql = (own: string): string =>
  `case when pg_typeof(${own} + interval '0') = 'timestamptz'::regtype then ${own}::timestamptz else ${own}::timestamp at time zone z.time_zone end`

/** By way of the text, which is what V1 shows of a `real`: 22.1 and not its binary value. */
const double = (value: string): string => `case when abs(${value}) < ${LARGEST} then (${value})::text::double precision + 0 end`

/** Null where nothing or JSON null is there. */
function jsonAt(json: string, path: readonly string[]): string {
  const at = `(${json}) #> ${quoted(`{${path.join(',')}}`)}`
  return `case when jsonb_typeof(${at}) <> 'null' then ${at} end`
}

function vector(json: string, target: string): string {
  const found = `coalesce(${jsonAt(json, [target])}, ${jsonAt(json, [target.replace(/_dna$/, '')])})`
  return `case when jsonb_typeof(${found}) = 'object' then ${found} end`
}

function league(json: string): string {
  const codes = Object.entries(LEAGUE_CODES).map(([code, name]) => `when ${quoted(code)} then ${quoted(name)}`)
  const found = LEAGUE_PATHS.map((path) => {
    const at = `(${json}) #> ${quoted(`{${path.join(',')}}`)}`
    const text = `(${json}) #>> ${quoted(`{${path.join(',')}}`)}`
    return `case when jsonb_typeof(${at}) = 'string' and ${text} ~ '[^ ]' then ${text} end`
  })
  const text = `coalesce(${found.join(', ')})`
  return `coalesce(g.value, case ${text} ${codes.join(' ')} else ${text} end)`
}

function season(json: string): string {
  const at = jsonAt(json, SEASON_PATH)
  const path = quoted(`{${SEASON_PATH.join(',')}}`)
  return `(select case when p.written is null or p.written::int = case when length(p.written) = 4 then p.first + 1 else (p.first + 1) % 100 end
      then p.first || '-' || lpad(((p.first + 1) % 100)::text, 2, '0') end
    from (select m[1]::int as first, m[2] as written from regexp_match(
      case jsonb_typeof(${at}) when 'string' then (${json}) #>> ${path} when 'number' then trim_scale(((${json}) #>> ${path})::numeric)::text end,
      ${quoted(SEASON_PATTERN)}) m) p)`
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
/** The first matching word decides. Only ASCII letters are lower-cased, so that every server agrees. */
function firstMeaning(name: string, meanings: readonly WordMeaning[], otherwise: string): string {
  const words = `regexp_split_to_array(translate(${name}, ${quoted(LETTERS)}, ${quoted(LETTERS.toLowerCase())}), ${quoted(WORD_SEPARATORS)})`
  const cases = meanings.map(({ word, means }) => `when ${quoted(word)} = any(w.words) then ${quoted(means)}`)
  return `(select case when w.words is null then null ${cases.join(' ')} else ${quoted(otherwise)} end from (select ${words} as words) w)`
}

function perStake(roi: string, name: string, parameters: string): string {
  const stakes = AUDIT_STAKES.map(
    ({ strategy, perUnit }) => `when ${quoted(strategy)} then ${Number(perUnit.digits) / 10 ** perUnit.scale}`,
  )
  const exact = `case when abs(${roi}) < ${LARGEST} then (${roi})::numeric end`
  return double(
    `((${exact}) * case when jsonb_typeof((${parameters}) -> 'family') = 'string' then case ${name} ${stakes.join(' ')} end end)`,
  )
}

/** The profile of a strategy row: its own where known, else the ruled one, else the one of exactly this name. */
export const strategyProfile = (alias: string): string => `coalesce(
    (select l.v1_id from mon_ps.legacy_team l where l.v1_id = ${alias}.team_profile_id),
    (select r.value::int from mon_ps.legacy_ruling r where r.table_name = 'team_strategies' and r.v1_id = ${alias}.id and r.kind = 'profile' limit 1),
    (select min(p.id) from legacy_v1.team_profiles p where p.team_name = ${alias}.team_name collate "default"))`

/** Each rule as SQL; null where another writer fills the column. */
const RULES: Readonly<Record<RuleId, (context: RuleContext) => string | null>> = {
  'none@1': () => null,
  'clv-from-picks@1': () => null,
  'row-id@1': () => null,
  'copy@1': ({ mapping, column }) => sourceValue(mapping, column.sources[0] ?? ''),
  'double@1': ({ mapping, column }) => double(`(${sourceValue(mapping, column.sources[0] ?? '')})`),
  'instant@1': ({ mapping, column }) => sourceValue(mapping, column.sources[0] ?? ''),
  'team-of-profile@1': ({ column }) => `${named(column.target)}.team_id`,
  'team-of-strategy@1': ({ column }) => `${named(column.target)}.team_id`,
  'vector@1': ({ mapping, column }) => vector(sourceValue(mapping, 'quantum_dna'), column.target),
  'league@1': ({ mapping }) => league(sourceValue(mapping, 'quantum_dna')),
  'season@1': ({ mapping }) => season(sourceValue(mapping, 'quantum_dna')),
  'best-strategy@1': () => 'b.strategy_name',
  'strategy-type@1': ({ mapping }) => firstMeaning(sourceValue(mapping, 'strategy_name'), STRATEGY_TYPE_WORDS, OTHER_STRATEGY_TYPE),
  'market-family@1': ({ mapping }) => firstMeaning(sourceValue(mapping, 'strategy_name'), MARKET_FAMILY_WORDS, OTHER_MARKET_FAMILY),
  'roi-per-stake@1': ({ mapping }) =>
    perStake(sourceValue(mapping, 'roi'), sourceValue(mapping, 'strategy_name'), sourceValue(mapping, 'parameters')),
  'predicted-winner@1': ({ mapping }) => {
    const cases = Object.entries(WINNER_SIDES).map(([said, side]) => `when ${quoted(said)} then ${quoted(side)}`)
    return `case ${sourceValue(mapping, 'predicted_winner')} ${cases.join(' ')} end`
  },
  'active@1': () => 'true',
}

/** Null for columns that name no team. */
export function profileBehind(mapping: TableMapping, column: ColumnMapping): string | null {
  if (column.rule === 'team-of-profile@1') return sourceValue(mapping, column.sources[0] ?? '')
  return column.rule === 'team-of-strategy@1' ? strategyProfile('c') : null
}

/** Null where no V1 value fills the column. */
export function columnExpression(mapping: TableMapping, column: ColumnMapping): string | null {
  const rule = RULES[column.rule]
  if (rule === undefined) throw new TypeError(`the rule ${column.rule} has no SQL`)
  return rule({ mapping, column })
}
