import { demoAsCsv } from '@mon-ps/core/simulate/demo-as-csv'

/** The demo's seasons under other codes and names, so that they come in as somebody's own files beside the demo. */
export function seasonsOfOtherClubs(): { name: string; text: string }[] {
  return demoAsCsv({ seed: 9 }).map(({ fileName, text }) => {
    const rows = text.split('\n').map((line, index) => {
      const cells = line.split(',')
      if (index === 0 || cells.length < 5) return line
      return [cells[0]?.replace('VE', 'E'), cells[1], cells[2], `${cells[3]} FC`, `${cells[4]} FC`, ...cells.slice(5)].join(',')
    })
    return { name: fileName.replace('VE', 'E'), text: rows.join('\n') }
  })
}
