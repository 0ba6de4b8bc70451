import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { monPs, startServer, temporaryFolder, temporaryFolderOfTest } from './mon-ps.ts'
import { seasonFile } from './season-file.ts'

const dataDir = temporaryFolder()
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

describe('importing a folder', () => {
  const run = (folder: string, dir: string) => monPs(['import', 'football-data', folder, '--json', '--quiet'], { MON_PS_DATA_DIR: dir })
  const writeSeason = (name: string) => {
    const folder = temporaryFolderOfTest()
    writeFileSync(join(folder, name), seasonFile())
    return folder
  }
  const plain = ({ elapsedMs: _ms, runId: _run, ...rest }: Record<string, unknown>) => rest

  it('goes on after a refused file and gives the same report in process and over HTTP', async () => {
    const folder = temporaryFolderOfTest()
    for (const year of [2023, 2024]) writeFileSync(join(folder, `EC_${year}.csv`), seasonFile().replaceAll('/2022', `/${year}`))
    writeFileSync(join(folder, 'EC_2023_diary.csv'), 'dear diary\n')
    const inProcess = await run(folder, dataDir)
    expect(inProcess.code, inProcess.stderr).toBe(9)
    const report = JSON.parse(inProcess.stdout)
    expect(report).toMatchObject({ filesRead: 2, rowsRead: 8, accepted: 8, rejected: 0, added: 8 })
    expect(report.issues).toEqual([
      {
        file: 'EC_2023_diary.csv',
        line: 1,
        column: null,
        code: 'IMPORT_REJECTED',
        severity: 'rejected',
        message: expect.stringMatching(/^EC_2023_diary\.csv: .+ Nothing of it was written\.$/),
        got: null,
        expected: null,
      },
    ])

    // A server on an empty folder would load the demo.
    const served = temporaryFolderOfTest()
    const before = writeSeason('EC_2223.csv')
    expect((await run(before, served)).code).toBe(0)
    const server = await startServer(served)
    try {
      const overHttp = await run(folder, served)
      expect(overHttp.code, overHttp.stderr).toBe(9)
      expect(plain(JSON.parse(overHttp.stdout))).toEqual(plain(report))
    } finally {
      await server.stop()
    }
  })
})
