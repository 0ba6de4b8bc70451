import { useTranslations } from 'use-intl'
import { Figure } from '../../../ui/figures.tsx'
import { useNumberText } from '../../../ui/written.ts'
import { Stat } from '../../../ui/stat.tsx'
import { toReference } from '../record.tsx'
import { ROUNDS_TO_ALL } from './forests.tsx'
import type { TearSheet } from './names.tsx'

/** The record's main figures, each with the number to compare it with. */
export function KeyFigures({ sheet }: { sheet: TearSheet }) {
  const t = useTranslations('tearSheet')
  const write = useNumberText()
  const { record } = sheet
  return (
    <dl className="grid grid-cols-2 gap-x-8 gap-y-5 sm:grid-cols-3 lg:grid-cols-5">
      <Figure label={t('bets')} note={<Coverage sheet={sheet} />}>
        <Stat stat={record.totalBets} kind="count" provenance={toReference(record, 'totalBets')} />
      </Figure>
      <Figure label={t('roi')}>
        <Stat stat={record.roi} kind="signedPercent" layout="interval" provenance={toReference(record, 'roi')} />
      </Figure>
      <Figure
        label={t('clv')}
        note={
          record.avgClv.n !== null && t('clvCoverage', { covered: write('count', record.avgClv.n), bets: write('count', record.totalBets) })
        }
      >
        <Stat stat={record.avgClv} kind="signedPercent" layout="interval" provenance={toReference(record, 'avgClv')} />
      </Figure>
      <Figure
        label={t('winRate')}
        note={
          record.breakEvenRate !== null && (
            <>
              {t('needsRate')} <Stat stat={record.breakEvenRate} kind="percent" provenance={toReference(record, 'breakEvenRate')} />
            </>
          )
        }
      >
        <Stat stat={record.winRate} kind="percent" layout="interval" provenance={toReference(record, 'winRate')} />
      </Figure>
      <Figure label={t('profit')}>
        <Stat stat={record.profit} kind="units" layout="interval" provenance={toReference(record, 'profit')} />
      </Figure>
      {record.scope !== 'overall' && (
        <Figure label={t('shrunk')}>
          <Stat stat={record.shrunkRoi} kind="signedPercent" layout="interval" />
        </Figure>
      )}
      <Figure label={t('drawdown')}>
        <Stat stat={record.maxDrawdown} kind="drawdown" provenance={toReference(record, 'maxDrawdown')} />
      </Figure>
      <Doubt sheet={sheet} />
    </dl>
  )
}

/** Figures that say how much of the record could be luck. */
function Doubt({ sheet: { record, figures } }: { sheet: TearSheet }) {
  const t = useTranslations('tearSheet')
  if (figures === null) return null
  const { longestLosingRun: run, deflatedSharpe, permutationP, trials, quarterKelly, voids, halfWins, halfLosses } = figures
  return (
    <>
      <Figure
        label={t('losingRun')}
        note={
          run && (
            <>
              {t('losingRunExpected')} <Stat stat={run.expected} kind="expected" />
            </>
          )
        }
      >
        <Stat stat={run?.actual ?? null} kind="count" />
      </Figure>
      <Figure label={t('luck')} hint={t('luckHint')}>
        <Stat stat={permutationP} kind="probability" />
      </Figure>
      <Figure label={t('q')}>
        <Stat stat={record.qValue} kind="probability" />
      </Figure>
      <Figure label={t('deflated')} hint={t('deflatedHint')} note={t('deflatedTrials', { trials })}>
        <Stat stat={deflatedSharpe} kind="probability" />
      </Figure>
      {record.betsNeeded !== null && (
        <Figure label={t('needed')}>
          <Stat stat={record.betsNeeded} kind="count" />
        </Figure>
      )}
      {quarterKelly && (
        <Figure
          label={t('kelly')}
          note={
            <>
              {t('kellyDrawdown')} <Stat stat={quarterKelly.maxDrawdown} kind="percent" />
            </>
          }
        >
          <Stat stat={quarterKelly.finalBankroll} kind="multiple" />
        </Figure>
      )}
      {voids > 0 && (
        <Figure label={t('voids')} note={halfWins + halfLosses > 0 && t('halves', { wins: halfWins, losses: halfLosses })}>
          <Stat stat={voids} kind="count" />
        </Figure>
      )}
    </>
  )
}

/** Share of the rule's selections that had a price, where some had none. */
function Coverage({ sheet: { figures } }: { sheet: TearSheet }) {
  const t = useTranslations('tearSheet')
  const write = useNumberText()
  const share = figures?.priceCoverage ?? null
  return share === null || share >= ROUNDS_TO_ALL ? null : t('betsOfWanted', { share: write('percent', share) })
}
