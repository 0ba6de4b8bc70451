/** Hands the reader a table as CSV text, see `toCsv`. */
export function downloadCsv(fileName: string, text: string): void {
  download(fileName, text, 'text/csv;charset=utf-8')
}

/** Hands the reader a report in full, as one JSON document. */
export function downloadJson(fileName: string, value: unknown): void {
  download(fileName, JSON.stringify(value, null, 2), 'application/json')
}

/** The file never leaves the browser. */
function download(fileName: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  URL.revokeObjectURL(url)
}
