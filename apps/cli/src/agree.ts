import { confirm, isCancel } from '@clack/prompts'
import type { Session } from './command.ts'
import { EXIT } from './exit-codes.ts'
import { Failure } from './failure.ts'
import { cli } from './words.ts'

/**
 * Asks before something is written that matters; --yes agrees beforehand.
 *
 * @throws {Failure} interrupted for a no, usage where nobody is there to be asked
 */
export async function agree(question: string, { terminal, yes }: Pick<Session, 'terminal' | 'yes'>): Promise<void> {
  if (yes) return
  if (!terminal.interactive)
    throw new Failure(EXIT.usage, cli.ask.needsYes({ question }), {
      code: 'NOT_CONFIRMED',
    })
  const agreed = await confirm({ message: question, output: process.stderr })
  if (isCancel(agreed) || !agreed) throw new Failure(EXIT.interrupted, cli.ask.nothingDone)
}
