/** One line of `doctor`. */
export interface Check {
  name: string
  status: 'OK' | 'WARN' | 'FAIL'
  detail: string
  /** What to do about it; null when nothing is wrong. */
  fix: string | null
}

export const ok = (name: string, detail: string): Check => ({ name, status: 'OK', detail, fix: null })
export const warn = (name: string, detail: string, fix: string): Check => ({ name, status: 'WARN', detail, fix })
export const fail = (name: string, detail: string, fix: string): Check => ({ name, status: 'FAIL', detail, fix })
