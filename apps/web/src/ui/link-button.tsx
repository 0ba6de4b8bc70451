import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes } from 'react'

function Anchor({ className: _, ...props }: AnchorHTMLAttributes<HTMLAnchorElement>) {
  return (
    <a
      {...props}
      className="inline-flex min-h-9 items-center justify-center rounded border border-rule-strong bg-panel px-3.5 text-sm font-medium text-ink no-underline hover:bg-sunken"
    />
  )
}

/** A link that looks like a button: it goes somewhere, it does nothing. */
export const LinkButton = createLink(Anchor)
