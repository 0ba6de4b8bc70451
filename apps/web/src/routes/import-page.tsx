import { useCalculation } from '../features/calculation/calculation-context.tsx'
import { ProgressPanel } from '../features/calculation/progress-panel.tsx'
import { ImportScreen } from '../features/import/screen.tsx'

/** Import beside the calculation that should follow it. */
export function ImportPage() {
  const { start, isActive } = useCalculation()
  return <ImportScreen progress={isActive ? <ProgressPanel /> : null} isCalculating={isActive} onCalculate={start} />
}
