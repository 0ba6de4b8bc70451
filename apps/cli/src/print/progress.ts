import type { Phase } from '@mon-ps/contract/job'
import type { Terminal } from './terminal.ts'
import { cli } from '../words.ts'

export interface ProgressReport {
  phases: readonly Phase[]
  current: string | null
  remainingMs: number | null
}

const BAR = 24
/** Off a terminal, a line each time this much more of a phase is done. */
const STEP_PERCENT = 5

/**
 * Shows phases as they advance: a bar that redraws itself on a terminal, else one line per 5%.
 *
 * @clack/prompts' own bar is not used: it takes over the keyboard and ends the process with exit code 0 on Ctrl-C.
 *
 * @returns `show` for each report, `end` to leave the line
 */
export function createProgress(terminal: Terminal): { show(report: ProgressReport): void; end(): void } {
  const finished = new Set<string>()
  const lastStep = new Map<string, number>()

  const finish = (phase: Phase): void => {
    if (phase.total === 0 || phase.done < phase.total || finished.has(phase.name)) return
    finished.add(phase.name)
    if (terminal.live) terminal.redraw('')
    if (terminal.live) terminal.say(cli.job.finished({ tick: terminal.style('green', '✓'), phase: phase.name, total: phase.total }))
  }

  return {
    show(report) {
      if (terminal.quiet) return
      for (const phase of report.phases) finish(phase)
      const running = report.phases.filter((phase) => phase.total > 0 && phase.done > 0)
      const active = report.phases.find((phase) => phase.total > 0 && phase.done < phase.total)
      if (terminal.live) {
        if (active) terminal.redraw(`  ${bar(active)} ${describe(active, report)}`)
        return
      }
      for (const phase of running) {
        const step = Math.floor((100 * phase.done) / phase.total / STEP_PERCENT)
        if (step <= (lastStep.get(phase.name) ?? 0)) continue
        lastStep.set(phase.name, step)
        terminal.say(describe(phase, report))
      }
    },
    end() {
      if (terminal.live) terminal.redraw('')
    },
  }
}

function bar(phase: Phase): string {
  const full = Math.round((BAR * phase.done) / phase.total)
  return '█'.repeat(full) + '░'.repeat(BAR - full)
}

function describe(phase: Phase, report: ProgressReport): string {
  const percent = Math.floor((100 * phase.done) / phase.total)
  const current = report.current && phase.done < phase.total ? `  ${report.current}` : ''
  const left = report.remainingMs === null || report.remainingMs < 1000 ? '' : cli.job.left({ time: durationText(report.remainingMs) })
  return cli.job.progress({ phase: phase.name, percent, done: phase.done, total: phase.total, current, left })
}

/** @example durationText(83_000) // '1 min 23 s' */
export function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000)
  if (seconds < 1) return cli.job.milliseconds({ ms: Math.round(ms) })
  return seconds < 60 ? cli.job.seconds({ seconds }) : cli.job.minutes({ minutes: Math.floor(seconds / 60), seconds: seconds % 60 })
}
