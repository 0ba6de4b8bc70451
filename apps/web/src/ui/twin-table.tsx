import { Stat } from './stat.tsx'
import type { Twin, TwinCell, TwinColumn } from './twin.ts'

/** A picture's data as a table: same rows, same units. */
export function TwinTable<Key extends string>({ twin, caption }: { twin: Twin<Key>; caption: string }) {
  return (
    // A region that scrolls must be reachable with the keyboard.
    <section className="max-h-96 overflow-auto border-y border-rule" tabIndex={0} aria-label={caption}>
      <table className="w-full text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead className="sticky top-0 bg-panel">
          <tr>
            {twin.columns.map((column) => (
              <th key={column.key} scope="col" className={`border-b border-rule px-2 py-1.5 font-medium text-soft ${align(column)}`}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {twin.rows.map((row, index) => (
            <tr key={index} className="border-b border-rule last:border-0">
              {twin.columns.map((column) => (
                <td key={column.key} className={`px-2 py-1 ${align(column)}`}>
                  <Cell cell={row[column.key]} column={column} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function align(column: TwinColumn): string {
  return column.kind ? 'text-right' : 'text-left'
}

function Cell({ cell, column }: { cell: TwinCell; column: TwinColumn }) {
  return typeof cell === 'string' ? cell : <Stat stat={cell} kind={column.kind ?? 'decimal'} />
}
