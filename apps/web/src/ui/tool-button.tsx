import type { ReactNode } from 'react'
import { Button, ToggleButton } from 'react-aria-components'

export interface ToolButtonProps {
  onPress: () => void
  /** Given: the button is a switch, and says whether it is on. */
  pressed?: boolean
  title?: string
  children: ReactNode
}

const LOOK =
  'inline-flex min-h-6 items-center gap-1 rounded px-1.5 text-xs text-soft hover:bg-sunken hover:text-ink data-[pressed]:opacity-80 data-[selected]:bg-ink data-[selected]:text-paper'

/** A small quiet button, for tools beside a title. */
export function ToolButton({ onPress, pressed, title, children }: ToolButtonProps) {
  const label = title === undefined ? {} : { 'aria-label': title }
  if (pressed === undefined) {
    return (
      <Button onPress={onPress} className={LOOK} {...label}>
        {children}
      </Button>
    )
  }
  return (
    <ToggleButton isSelected={pressed} onChange={onPress} className={LOOK} {...label}>
      {children}
    </ToggleButton>
  )
}
