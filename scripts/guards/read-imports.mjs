/**
 * What a source file imports, read from its text. No parser of TypeScript is at hand here (TypeScript 7 offers none to
 * programs), and import statements are regular enough once comments, texts and regular expressions are out of the way.
 */

/** After one of these a slash begins a regular expression, otherwise it divides. */
const BEFORE_A_PATTERN = /(^|[=(,:;!&|?{}[+\-*%~^]|=>|\b(return|typeof|case|in|of|do|else|void|delete|throw|await|yield))$/

/**
 * The text with comments, regular expressions and the contents of texts taken out: each text becomes `"n"`, its place in
 * `texts`. What stands in `${…}` stays, it is code. Line breaks stay, so that positions still give the line.
 */
export function codeOnly(source) {
  const texts = []
  const openBraces = []
  let code = ''
  let at = 0
  while (at < source.length) {
    const backInTemplate = source[at] === '}' && openBraces.at(-1) === 0
    if (backInTemplate) openBraces.pop()
    const piece = template(source, at, backInTemplate) ?? comment(source, at) ?? text(source, at) ?? pattern(source, at, code)
    if (!piece) {
      if (source[at] === '{' && openBraces.length > 0) openBraces[openBraces.length - 1] += 1
      if (source[at] === '}' && openBraces.length > 0) openBraces[openBraces.length - 1] -= 1
      code += source[at]
      at += 1
      continue
    }
    if (piece.opensCode) openBraces.push(0)
    const breaks = '\n'.repeat(source.slice(at, piece.end).split('\n').length - 1)
    code += (piece.text === undefined ? piece.instead : `"${texts.push(piece.text) - 1}"`) + breaks
    at = piece.end
  }
  return { code, texts }
}

function template(source, at, goesOn) {
  if (source[at] !== '`' && !goesOn) return undefined
  for (let next = at + 1; next < source.length; next += 1) {
    if (source[next] === '\\') next += 1
    else if (source[next] === '`') return { end: next + 1, text: source.slice(at + 1, next) }
    else if (source.startsWith('${', next)) return { end: next + 2, text: source.slice(at + 1, next), opensCode: true }
  }
  return { end: at + 1, instead: ' ' }
}

function comment(source, at) {
  if (source[at] !== '/') return undefined
  if (source[at + 1] === '/') return { end: endAt(source.indexOf('\n', at), source), instead: '' }
  if (source[at + 1] === '*') return { end: endAt(source.indexOf('*/', at + 2), source, 2), instead: ' ' }
  return undefined
}

function text(source, at) {
  const quote = source[at]
  if (quote !== "'" && quote !== '"') return undefined
  for (let next = at + 1; next < source.length; next += 1) {
    if (source[next] === '\\') next += 1
    else if (source[next] === quote) return { end: next + 1, text: source.slice(at + 1, next) }
    // An apostrophe in the text of a page, not the begin of a text in the code.
    else if (source[next] === '\n') return { end: at + 1, instead: ' ' }
  }
  return { end: at + 1, instead: ' ' }
}

function pattern(source, at, code) {
  if (source[at] !== '/' || !BEFORE_A_PATTERN.test(code.slice(-20).trimEnd())) return undefined
  let inClass = false
  for (let next = at + 1; next < source.length && source[next] !== '\n'; next += 1) {
    if (source[next] === '\\') next += 1
    else if (source[next] === '[') inClass = true
    else if (source[next] === ']') inClass = false
    else if (source[next] === '/' && !inClass) return { end: next + 1, instead: ' pattern ' }
  }
  return undefined
}

function endAt(index, source, width = 0) {
  return index < 0 ? source.length : index + width
}

const STATEMENT = /\b(?:import|export)\s+(type\s+)?((?:[\w$*{},\s]|\btype\b)+?)\s+from\s*"(\d+)"/g
const BARE = /\bimport\s*"(\d+)"/g
const CALL = /\b(?:import|require)\s*\(\s*"(\d+)"\s*[,)]/g

/**
 * Every import and re-export of a file.
 *
 * @returns  in the order of the file: `from` (as written), `line` (from 1), `typeOnly` (it leaves no trace when the
 *           program runs) and `values`, the names taken as values (`*` for all, `default` for the default)
 */
export function readImports(source) {
  const { code, texts } = codeOnly(source)
  const found = []
  const add = (match, textNumber, names) => {
    // A text that stretches over lines is no module name, so counting the breaks before it is exact.
    found.push({
      from: texts[Number(textNumber)],
      line: code.slice(0, match.index).split('\n').length,
      typeOnly: names.length === 0,
      values: names,
    })
  }
  for (const match of code.matchAll(STATEMENT)) add(match, match[3], match[1] ? [] : valueNames(match[2]))
  for (const match of code.matchAll(BARE)) add(match, match[1], ['*'])
  for (const match of code.matchAll(CALL)) {
    // `import('…').Name` and `typeof import('…')` are types; an awaited or bare call loads the module.
    const before = code.slice(0, match.index)
    const isType = /\btypeof\s*$|[:<|&=]\s*$/.test(before) && /^\s*\.\s*[A-Z]/.test(code.slice(match.index + match[0].length))
    add(match, match[1], isType || /\btypeof\s*$/.test(before) ? [] : ['*'])
  }
  return found.sort((a, b) => a.line - b.line)
}

function valueNames(clause) {
  const names = []
  const braces = /\{([^}]*)\}/.exec(clause)
  const outside = clause.replace(/\{[^}]*\}/, '')
  if (outside.includes('*')) names.push('*')
  else if (/[\w$]/.test(outside)) names.push('default')
  for (const part of braces?.[1].split(',') ?? []) {
    const name = part.trim()
    if (name && !/^type\s/.test(name)) names.push(name.split(/\s+as\s+/)[0])
  }
  return names
}
