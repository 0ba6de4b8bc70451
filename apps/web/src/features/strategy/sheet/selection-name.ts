import { useTranslations } from 'use-intl'
import type { Selection } from './sheet.ts'

/** What was backed, in words: a side of the match, a goals line, a handicap. */
export function useSelectionName(): (selection: Selection) => string {
  const t = useTranslations('tearSheet')
  const sideName = useSideName()
  return (selection) =>
    selection.market === 'ah' ? t('side_handicap', { side: sideName(selection), line: String(selection.line) }) : sideName(selection)
}

/** The side alone. A side that the page has no word for is shown as it stands. */
function useSideName(): (selection: Pick<Selection, 'side' | 'line'>) => string {
  const t = useTranslations('tearSheet')
  return ({ side, line }) => {
    switch (side) {
      case 'home':
      case 'draw':
      case 'away':
      case 'yes':
      case 'no':
        return t(`side_${side}`)
      case 'over':
      case 'under':
        return t(`side_${side}`, { line: String(line) })
      default:
        return side
    }
  }
}
