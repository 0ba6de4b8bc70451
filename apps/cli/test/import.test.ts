import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { monPs, type RunningServer, startMonPs, startServer, temporaryFolder, temporaryFolderOfTest } from './mon-ps.ts'
import { seasonFile } from './season-file.ts'

const dataDir = temporaryFolder()
const files = temporaryFolder()
afterAll(() => {
  for (const folder of [dataDir, files]) rmSync(folder, { recursive: true, force: true })
})

const importFile = (name: string, content: string | Uint8Array, ...flags: string[]) => {
  writeFileSync(join(files, name), content)
  return monPs(['import', 'football-data', join(files, name), ...flags], { MON_PS_DATA_DIR: dataDir })
}

describe('importing a file', () => {
  let server: RunningServer | undefined
  // From the second test on through a server: opening the database takes longer than the command.
  const serve = async () => {
    server ??= await startServer(dataDir)
  }
  afterAll(() => server?.stop())

  it('accounts for every row, and again says that nothing is new', async () => {
    const first = await importFile('EC_2223.csv', seasonFile(), '--json')
    expect(first.code, first.stderr).toBe(0)
    expect(JSON.parse(first.stdout)).toMatchObject({
      filesRead: 1,
      rowsRead: 4,
      accepted: 4,
      rejected: 0,
      added: 4,
      changed: 0,
      issues: [],
    })
    await serve()
    const again = await importFile('EC_2223.csv', seasonFile())
    expect(again.code).toBe(0)
    expect(again.stdout).toContain('Nothing is new')
  })

  it('counts a corrected score as a change', async () => {
    const { code, stdout } = await importFile('EC_2223.csv', seasonFile('3'), '--json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ added: 0, changed: 1, unchanged: 3 })
  })

  it('exits with 9 when a row is rejected, and names its line, column and reason', async () => {
    const { code, stdout } = await importFile('EC_2223_b.csv', seasonFile('two'), '--json')
    expect(code).toBe(9)
    const { accepted, rejected, issues } = JSON.parse(stdout)
    expect({ accepted, rejected }).toEqual({ accepted: 3, rejected: 1 })
    expect(issues[0]).toMatchObject({ file: 'EC_2223_b.csv', line: 2, column: 'FTHG', severity: 'rejected' })
  })

  it.each([
    ['a file of another kind', 'diary.csv', 'dear diary\ntoday it rained\n'],
    ['a binary file', 'picture.csv', new Uint8Array([137, 80, 78, 71, 0, 0, 0, 13])],
    ['an empty file', 'empty.csv', ''],
  ])('exits with 5 and one sentence for %s', async (_, name, content) => {
    const { code, stdout, stderr } = await importFile(name, content, '--json')
    expect(code).toBe(5)
    const { error } = JSON.parse(stdout)
    expect(error.code).toBe('IMPORT_REJECTED')
    expect(error.message).toContain(name)
    expect(
      stderr
        .trim()
        .split('\n')
        .filter((line) => !line.startsWith('import')),
    ).toEqual([error.message])
  })
})

describe('importing a folder', () => {
  const run = (folder: string, dir: string) => monPs(['import', 'football-data', folder, '--json', '--quiet'], { MON_PS_DATA_DIR: dir })

  it('exits with 5 when every file is refused, and names each', async () => {
    const folder = temporaryFolderOfTest()
    for (const name of ['diary.csv', 'letters.csv']) writeFileSync(join(folder, name), 'dear diary\n')
    const { code, stdout } = await run(folder, dataDir)
    expect(code).toBe(5)
    const report = JSON.parse(stdout)
    expect(report).toMatchObject({ runId: null, filesRead: 0, rowsRead: 0, accepted: 0, rejected: 0 })
    expect(report.issues.map(({ file }: { file: string }) => file)).toEqual(['diary.csv', 'letters.csv'])
  })
})

describe('the data folder', () => {
  it('is exit code 6 while another process holds it, whose pid is named', async () => {
    const held = temporaryFolderOfTest()
    const lock = { pid: process.pid, startedAt: null, url: null, host: hostname(), nonce: 'of-this-test' }
    writeFileSync(join(held, 'lock.json'), JSON.stringify(lock))
    const { code, stderr } = await monPs(['leagues'], { MON_PS_DATA_DIR: held })
    expect(code).toBe(6)
    expect(stderr).toContain(String(process.pid))
  })

  it('is exit code 3 and a finding of doctor when it cannot be one', async () => {
    const folder = temporaryFolderOfTest()
    writeFileSync(join(folder, 'file'), '')
    const { code, stdout } = await monPs(['doctor', '--json'], { MON_PS_DATA_DIR: join(folder, 'file') })
    expect(code).toBe(3)
    const { ok, checks } = JSON.parse(stdout)
    expect(ok).toBe(false)
    expect(checks).toContainEqual(
      expect.objectContaining({ name: 'data folder', status: 'FAIL', fix: expect.stringContaining('MON_PS_DATA_DIR') }),
    )
  })

  it('is released by Ctrl-C, which is exit code 130', async () => {
    const folder = temporaryFolderOfTest()
    const source = join(folder, 'files')
    mkdirSync(source)
    for (let year = 10; year < 50; year++) writeFileSync(join(source, `EC_${year}.csv`), seasonFile().replaceAll('/2022', `/20${year}`))
    const environment = { MON_PS_DATA_DIR: join(folder, 'data') }
    const child = startMonPs(['import', 'football-data', source], environment)
    await new Promise<void>((resolve) => child.stderr?.once('data', () => resolve()))
    child.kill('SIGINT')
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(130)
    const { code, stdout } = await monPs(['leagues', '--json'], environment)
    expect(code).toBe(0)
    expect(JSON.parse(stdout).data.length).toBeLessThanOrEqual(1)
  })
})
