import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { toShellWord } from './shell-word.ts'

test.each(['P12:team_profiles:name:4=Roma', 'league=Serie A', "name=Nott'm Forest", 'a"b $HOME `ls` !x', 'é*', ''])(
  'a shell reads the word %j as it was written',
  (text) => {
    expect(execFileSync('sh', ['-c', `printf %s ${toShellWord(text)}`], { encoding: 'utf8' })).toBe(text)
  },
)

test('what means nothing to a shell stays as it is', () => {
  expect(toShellWord('P12:team_profiles:name:4=Roma')).toBe('P12:team_profiles:name:4=Roma')
})
