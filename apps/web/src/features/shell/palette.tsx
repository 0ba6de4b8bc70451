import { createContext, lazy, type ReactNode, Suspense, use, useEffect, useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslations } from 'use-intl'

const PaletteDialog = lazy(async () => ({ default: (await import('./palette-dialog.tsx')).PaletteDialog }))

const OpenPalette = createContext<() => void>(() => undefined)

/** The search over everything, opened by its buttons, Ctrl K, Cmd K and `/`. Its dialog is fetched on first use. */
export function PaletteProvider({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false)
  useSearchKeys(setOpen)
  return (
    <OpenPalette value={() => setOpen(true)}>
      {children}
      {isOpen && (
        <Suspense fallback={null}>
          <PaletteDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </OpenPalette>
  )
}

export function PaletteButton() {
  const t = useTranslations('palette')
  return (
    <Button
      onPress={use(OpenPalette)}
      className="inline-flex min-h-9 w-full min-w-24 items-center justify-between gap-3 rounded border border-rule-strong bg-panel px-2.5 text-sm text-soft hover:text-ink"
    >
      {t('open')}
      <kbd aria-hidden="true" className="rounded border border-rule px-1 font-mono text-2xs max-lg:hidden">
        /
      </kbd>
    </Button>
  )
}

function useSearchKeys(setOpen: (isOpen: boolean) => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target
      const isTyping = target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
      const isChord = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k'
      if (!isChord && (event.key !== '/' || isTyping)) return
      event.preventDefault()
      setOpen(true)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [setOpen])
}
