/**
 * Imported first by every script: an unsuitable Node is refused in one sentence instead of failing somewhere inside.
 * Written without newer syntax or imports, so that an old Node can read it.
 */
const SENTENCE = 'Mon PS needs Node 20.19 or later (of the 22 line: 22.12 or later)'

/** Whether Mon PS and the tools it is built with run on this Node (`v20.19.0` or `20.19.0`). */
export function suits(version) {
  const [major, minor] = version
    .replace(/^v/, '')
    .split('.')
    .map((part) => Number(part))
  if (major === 20) return minor >= 19
  if (major === 22) return minor >= 12
  return major > 22
}

if (!suits(process.versions.node)) {
  console.error(`${SENTENCE}; this is ${process.version}. Install a newer one from https://nodejs.org and run the command again.`)
  process.exit(3)
}
