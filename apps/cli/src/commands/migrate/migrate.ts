import { group } from '../../command.ts'
import { cleanup } from './cleanup.ts'
import { drift } from './drift.ts'
import { finish, resume } from './finish.ts'
import { inspect } from './inspect.ts'
import { bets, picks } from './live-rows.ts'
import { live } from './live.ts'
import { apply, rehearse, rollback, verify } from './move.ts'
import { plan } from './plan.ts'
import { status } from './status.ts'
import { sync } from './sync.ts'

/** `mon-ps migrate …`, in the order in which a move goes. */
export const migrate = group({
  name: 'migrate',
  summary: 'Move V1 into V3, prove it, keep both in step, or take it back',
  commands: [inspect, live, picks, bets, plan, rehearse, apply, verify, status, rollback, sync, finish, resume, cleanup, drift],
})
