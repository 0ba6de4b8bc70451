import { useCalculation } from '../features/calculation/calculation-context.tsx'
import { ProgressPanel } from '../features/calculation/progress-panel.tsx'
import { HomeScreen } from '../features/home/screen.tsx'

/** Home beside the calculation: two nouns on one page, joined here because features do not know each other. */
export function HomePage() {
  const { start, follow, isActive } = useCalculation()
  return <HomeScreen progress={<ProgressPanel />} isCalculating={isActive} onCalculate={start} onCalculationStarted={follow} />
}
