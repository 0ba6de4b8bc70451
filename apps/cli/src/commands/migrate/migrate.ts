import { migrateWords as words } from '@mon-ps/messages/en/migrate-commands'
import { group } from '../../command.ts'
import { cleanup } from './cleanup.ts'
import { drift, status } from './status.ts'
import { finish, resume, sync } from './sync.ts'
import { inspect, plan } from './plan.ts'
import { bets, picks, live } from './live.ts'
import { apply, rehearse, rollback, verify } from './move.ts'

/** `mon-ps migrate …`, in the order in which a move goes. */
export const migrate = group({
  name: 'migrate',
  summary: words.summary,
  commands: [inspect, live, picks, bets, plan, rehearse, apply, verify, status, rollback, sync, finish, resume, cleanup, drift],
})
