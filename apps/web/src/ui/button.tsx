import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components'

export interface ButtonProps {
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
