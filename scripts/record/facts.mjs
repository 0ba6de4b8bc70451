/**
 * What the record keeps: named lists of lines `key<TAB>value`. A digest stands for a list; the lines themselves say which
 * cell differs. Here is also everything that is taken out of an answer because it differs from one recording to the next.
 */
import { createHash } from 'node:crypto'

/** A list's digest and length, as the committed file holds it. */
export const digestLines = (lines) => `${createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16)} ${lines.length}`

/** One line; whatever would break it is written as JSON. */
export const line = (key, value) => `${escape(key)}\t${escape(value)}`
const escape = (text) => (/[\n\r\t]/.test(text) ? JSON.stringify(text) : text)

/**
 * Fields that a clock, a machine or a random number filled, or that hash what such a field holds; and prose. Their presence
 * still counts.
 */
const OF_THIS_RECORDING =
  /^(elapsedMs|remainingMs|bytes|bytesNeeded|bytesFree|requestId|cursor|nextCursor|seq|rowKey|hash|head|digest|url|engineVersion|detail|fix|message)$/
const ID = /(^i|I|_i)ds?$/
/** V1's own numbers are data: they come from its dump. */
const ID_OF_V1 = /^(v1_?id|legacyId|team_?intelligence_?id)$/i
const ID_OF_TEAM = /(team|home|away|opponent)(_home|_away)?_?ids?$/i
const RUN_IN_TEXT = /\b(calculation|evaluation|import|move|migration|run|job) \d+\b/g

/** Takes out of one recording's answers what another would answer differently. */
export class Normaliser {
  /** @param {{ teamNames?: Map<number, string>, began: Date, folder: string }} world */
  constructor({ teamNames = new Map(), began, folder }) {
    this.teamNames = teamNames
    this.began = began.toISOString()
    this.beganMs = began.getTime()
    this.folder = folder
  }

  /** A table's cell, as PostgreSQL writes it; ids inside JSON columns become names, its numbers stay as they are written. */
  cell(column, text) {
    if (text === null) return 'null'
    if (ID_OF_TEAM.test(column)) return this.teamNames.get(Number(text)) ?? '#'
    const withNames = text.replace(/"(\w+)": (\d+)(?=[,}])/g, (whole, key, number) =>
      isId(key) ? `"${key}": "${this.id(key, Number(number))}"` : whole,
    )
    return this.text(withNames.replace(/"(\w+Ids)": \[[^\]]*\]/g, '"$1": "#"'))
  }

  /** A JSON answer as lines `path<TAB>value`, by its fields at the top. */
  answer(value) {
    const lists = {}
    for (const [path, leaf] of this.leaves(value, '', '')) {
      const [top] = path.split(/[.[]/, 1)
      const list = (lists[top] ??= [])
      list.push(line(path, leaf))
    }
    return lists
  }

  *leaves(value, key, path) {
    if (Array.isArray(value) && value.length > 0) {
      for (const [index, item] of value.entries()) yield* this.leaves(item, key, `${path}[${index}]`)
    } else if (value !== null && typeof value === 'object' && Object.keys(value).length > 0) {
      for (const name of Object.keys(value).sort()) yield* this.leaves(value[name], name, path === '' ? name : `${path}.${name}`)
    } else yield [path, this.leaf(key, value)]
  }

  leaf(key, value) {
    if (value !== null && OF_THIS_RECORDING.test(key)) return '#'
    if (typeof value === 'number' && isId(key)) return this.id(key, value)
    if (typeof value === 'number' && value >= this.beganMs) return 'now'
    return typeof value === 'string' ? JSON.stringify(this.text(value)) : JSON.stringify(value)
  }

  id(key, number) {
    return (ID_OF_TEAM.test(key) && this.teamNames.get(number)) || '#'
  }

  /** Instants since the recording began become `now`: nothing that was moved or imported is as young. */
  text(text) {
    const named = text.replaceAll(this.folder, '(folder)').replace(RUN_IN_TEXT, '$1 #')
    return named.replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|\+00(:?00)?)?/g, (instant) =>
      instant.slice(0, 19).replace(' ', 'T') >= this.began.slice(0, 19) ? 'now' : instant,
    )
  }
}

const isId = (key) => ID.test(key) && !ID_OF_V1.test(key)
