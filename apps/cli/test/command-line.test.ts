import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EXIT_CODE_TABLE } from '../src/exit-codes.ts'
import { rootCommand } from '../src/root-command.ts'
import { monPs, monPsProcess, temporaryFolderOfTest } from './mon-ps.ts'

function run(...args: string[]) {
  return monPs(args, { MON_PS_DATA_DIR: temporaryFolderOfTest() })
}

describe('what is typed', () => {
  it('is answered with usage, an example of every command and every exit code when nothing is', async () => {
    const { code, stdout, stderr } = await monPsProcess([], { MON_PS_DATA_DIR: temporaryFolderOfTest() })
    expect(code).toBe(0)
    for (const name of Object.keys(rootCommand.commands)) expect(stdout).toMatch(new RegExp(`^ +mon-ps ${name}\\b`, 'm'))
    for (const [exit, meaning] of EXIT_CODE_TABLE) expect(stdout).toContain(`${exit}  ${meaning}`)
    expect(stderr).toBe('')
  })

  it('shows flags, examples and exit codes of one command with --help, wherever it stands', async () => {
    for (const args of [
      ['matchup', '--help'],
      ['--help', 'matchup'],
    ]) {
      const { code, stdout } = await run(...args)
      expect(code).toBe(0)
      expect(stdout).toContain('--as-of')
      expect(stdout).toContain('mon-ps matchup "Man City" Arsenal --json')
      expect(stdout).toContain('130  interrupted')
    }
  })

  it('is corrected when a command is mistyped', async () => {
    const { code, stdout, stderr } = await monPsProcess(['calcualte'], { MON_PS_DATA_DIR: temporaryFolderOfTest() })
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain('Did you mean `mon-ps calculate`?')
  })

  it('is corrected when a command of a group is mistyped', async () => {
    const { code, stderr } = await run('demo', 'lod')
    expect(code).toBe(2)
    expect(stderr).toContain('Did you mean `mon-ps demo load`?')
  })

  it('is corrected when a flag is mistyped, instead of being ignored', async () => {
    const { code, stderr } = await run('frictions', '--srot', 'chaos')
    expect(code).toBe(2)
    expect(stderr).toContain('has no flag --srot. Did you mean `--sort`?')
  })

  it.each([
    ['a value that is none of the options', ['frictions', '--sort', 'noise'], 'Expected one of: friction, chaos, uncertainty, goals'],
    ['a missing team', ['matchup', 'Arsenal'], 'AWAY'],
    ['a name without its quotes', ['team', 'Man', 'City'], 'Names with spaces need quotes'],
    ['a number of rows out of range', ['teams', '--limit', '0'], 'a whole number from 1 to 200'],
    ['a league without seasons', ['import', 'football-data', '--league', 'E0'], '--league E0 --seasons 2223'],
    ['files and seasons at once', ['import', 'football-data', 'a.csv', '--league', 'E0', '--seasons', '2223'], 'not both'],
    ['a group without a command', ['import'], 'Expected a command'],
  ])('exits with 2 for %s and says what was expected', async (_, args, said) => {
    const { code, stdout, stderr } = await run(...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(said)
  })

  it('is answered with one JSON object on stdout even when it fails', async () => {
    const { code, stdout, stderr } = await run('matchup', 'Arsenal', '--json')
    expect(code).toBe(2)
    expect(JSON.parse(stdout)).toEqual({ error: { code: 'USAGE', message: expect.stringContaining('AWAY'), exitCode: 2, suggestions: [] } })
    expect(stderr).toContain('AWAY')
  })

  it('is answered without colour codes where stdout is no terminal', async () => {
    const { stdout } = await run('--help')
    expect(stdout).not.toContain('\u001b')
  })
})

describe('what the world answers', () => {
  it('is exit code 4 for a file that is not there', async () => {
    const { code, stderr } = await run('import', 'football-data', '/nowhere/E0.csv')
    expect(code).toBe(4)
    expect(stderr).toContain('/nowhere/E0.csv')
  })

  it('is exit code 5 for a folder without CSV files, and for an address of anything else', async () => {
    const folder = temporaryFolderOfTest()
    writeFileSync(join(folder, 'notes.txt'), 'nothing')
    expect((await run('import', 'football-data', folder)).code).toBe(5)
    const { code, stderr } = await run('import', 'football-data', 'https://example.org/mmz4281/2223/E0.csv')
    expect(code).toBe(5)
    expect(stderr).toContain('https://www.football-data.co.uk/mmz4281/2223/E0.csv')
  })

  it('is exit code 3 when MON_PS_URL names a server that does not answer', async () => {
    const { code, stdout, stderr } = await monPs(['leagues', '--json'], { MON_PS_URL: 'http://127.0.0.1:9' })
    expect(code).toBe(3)
    expect(JSON.parse(stdout).error.code).toBe('NO_CONNECTION')
    expect(stderr).toContain('MON_PS_URL')
  })
})
