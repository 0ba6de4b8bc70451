import { userInfo } from 'node:os'

/** Who is acting, as records name them: this server answers on this machine only, to whoever runs it. */
export function localUser(): string {
  return `local:${userInfo().username}`
}
