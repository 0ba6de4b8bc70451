import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, ReactNode } from 'react'
import { Button as AriaButton, ToggleButton } from 'react-aria-components'

interface ButtonProps {
  onPress?: () => void
  type?: 'button' | 'submit'
  tone?: 'primary' | 'plain'
  isDisabled?: boolean
  children: ReactNode
}

const BASE =
  'inline-flex min-h-9 items-center justify-center gap-2 rounded px-3.5 text-sm font-medium transition-colors data-[disabled]:cursor-not-allowed data-[disabled]:opacity-50'
const TONES = {
  primary: 'bg-ink text-paper hover:bg-ink/85',
  plain: 'border border-rule-strong bg-panel text-ink hover:bg-sunken',
}

export function Button({ onPress, type = 'button', tone = 'plain', isDisabled = false, children }: ButtonProps) {
  return (
    <AriaButton type={type} isDisabled={isDisabled} className={`${BASE} ${TONES[tone]}`} {...(onPress ? { onPress } : {})}>
      {children}
    </AriaButton>
  )
}

function Anchor({ className: _, ...props }: AnchorHTMLAttributes<HTMLAnchorElement>) {
  return (
    <a
      {...props}
      className="inline-flex min-h-9 items-center justify-center rounded border border-rule-strong bg-panel px-3.5 text-sm font-medium text-ink no-underline hover:bg-sunken"
    />
  )
}

/** A link that looks like a button. */
export const LinkButton = createLink(Anchor)

interface ToolButtonProps {
  onPress: () => void
  /** When given, the button is a toggle in this state. */
  pressed?: boolean
  title?: string
  children: ReactNode
}

const LOOK =
  'inline-flex min-h-6 items-center gap-1 rounded px-1.5 text-xs text-soft hover:bg-sunken hover:text-ink data-[pressed]:opacity-80 data-[selected]:bg-ink data-[selected]:text-paper'

/** A small, quiet button for tools next to a title. */
export function ToolButton({ onPress, pressed, title, children }: ToolButtonProps) {
  const label = title === undefined ? {} : { 'aria-label': title }
  if (pressed === undefined) {
    return (
      <AriaButton onPress={onPress} className={LOOK} {...label}>
        {children}
      </AriaButton>
    )
  }
  return (
    <ToggleButton isSelected={pressed} onChange={onPress} className={LOOK} {...label}>
      {children}
    </ToggleButton>
  )
}
