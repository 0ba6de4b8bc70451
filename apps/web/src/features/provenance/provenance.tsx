import { lazy, type ReactNode, Suspense, useState } from 'react'
import { type NumberReference, WhereFromProvider } from '../../ui/stat.tsx'

const ProvenanceDialog = lazy(async () => ({ default: (await import('./provenance-dialog.tsx')).ProvenanceDialog }))

/** Numbers with a reference open their source. The dialog is fetched on first use. */
export function ProvenanceProvider({ children }: { children: ReactNode }) {
  const [reference, setReference] = useState<NumberReference | null>(null)
  return (
    <WhereFromProvider onOpen={setReference}>
      {children}
      {reference !== null && (
        <Suspense fallback={null}>
          <ProvenanceDialog reference={reference} onClose={() => setReference(null)} />
        </Suspense>
      )}
    </WhereFromProvider>
  )
}
