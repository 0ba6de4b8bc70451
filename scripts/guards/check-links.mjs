import { posix } from 'node:path'

const PATH_IN_BACKTICKS = /`((?:packages|apps|examples|e2e|bench|docs|scripts|\.ci)\/[^`\s]*|[A-Z]+\.md)`/g
/** A pattern or a placeholder, not the path of one file. */
const NOT_ONE_PATH = /[<>{}*…$|[\]]/

/**
 * Links to other files and paths in backticks that lead nowhere.
 *
 * @param documents  path of a Markdown file below the root → text
 * @param exists     whether there is a file or folder at a path below the root
 * @returns          one sentence per dead link
 */
export function checkLinks(documents, exists) {
  return [...documents].flatMap(([path, source]) => {
    // Fenced examples show other people's files; only their line breaks count.
    const text = source.replace(/^(```|~~~)[^]*?^\1/gm, (block) => block.replace(/[^\n]/g, ''))
    const dead = (index, what) => `${path}:${text.slice(0, index).split('\n').length}  ${what}`
    const links = [...text.replace(/`[^`\n]*`/g, (code) => ' '.repeat(code.length)).matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)]
    const paths = [...text.matchAll(PATH_IN_BACKTICKS)].filter((match) => !NOT_ONE_PATH.test(match[1]))
    return [
      ...links.flatMap((match) => deadLink(path, match[1], { documents, exists }).map((what) => dead(match.index, what))),
      ...paths
        .filter((match) => !exists(match[1].replace(/:\d+(-\d+)?$/, '')))
        .map((match) => dead(match.index, `\`${match[1]}\` does not exist`)),
    ]
  })
}

function deadLink(path, link, { documents, exists }) {
  if (/^[a-z][a-z+.-]*:/i.test(link)) return []
  const [file, heading] = decodeURI(link).split('#')
  const target = file ? posix.join(posix.dirname(path), file) : path
  if (!exists(target)) return [`the link to ${link} leads nowhere`]
  const document = documents.get(target)
  return heading && document && !headings(document).has(heading) ? [`${target} has no heading #${heading}`] : []
}

/** Anchors as GitHub makes them from headings. */
function headings(source) {
  const titles = [...source.matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].map((match) => match[1])
  return new Set(
    titles.map((title) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replace(/\s/g, '-'),
    ),
  )
}
