import { createRootRoute, Outlet } from '@tanstack/react-router'
import { CalculationProvider } from '../features/calculation/calculation-context.tsx'
import { CalculationTray } from '../features/calculation/tray.tsx'
import { ProvenanceProvider } from '../features/provenance/provenance.tsx'
import { Layout } from '../features/shell/layout.tsx'
import { PaletteButton, PaletteProvider } from '../features/shell/palette.tsx'

function Root() {
  return (
    <CalculationProvider>
      <PaletteProvider>
        <ProvenanceProvider>
          <Layout search={<PaletteButton />} tray={<CalculationTray />}>
            <Outlet />
          </Layout>
        </ProvenanceProvider>
      </PaletteProvider>
    </CalculationProvider>
  )
}

export const rootRoute = createRootRoute({ component: Root })
