import { useTranslations } from 'use-intl'

const PRICES = ['open_average', 'open_best', 'open_pinnacle', 'close_average', 'close_best', 'close_pinnacle'] as const

/** A price source in words. */
export function usePriceName(): (source: string | null) => string {
  const t = useTranslations('tearSheet')
  return (source) => {
    const known = PRICES.find((price) => price === source)
    return known ? t(`price_${known}`) : (source ?? '')
  }
}
