/** A SHA-256 in full, as it is agreed to. */
export function Hash({ sha256 }: { sha256: string }) {
  return <code className="font-mono text-xs break-all text-ink">{sha256}</code>
}
