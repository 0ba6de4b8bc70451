/** A command to type; long ones break rather than push the page wide. */
export function Command({ children }: { children: string }) {
  return <code className="mt-1 block rounded bg-sunken px-3 py-2 font-mono text-xs break-words">{children}</code>
}
