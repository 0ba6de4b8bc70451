/** Why nothing was started, in one sentence for the person who tried: a setting, a port, a database that is not ours. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused'
}
