import { Notice } from './notice.tsx'

/** What the server has to say about the rows shown: stale, partial, or of mixed origin. */
export function Warnings({ meta }: { meta: { warnings: readonly string[] } }) {
  if (meta.warnings.length === 0) return null
  return (
    <div className="mb-4">
      <Notice tone="warn">
        {meta.warnings.map((warning) => (
          <p key={warning}>{warning}</p>
        ))}
      </Notice>
    </div>
  )
}
