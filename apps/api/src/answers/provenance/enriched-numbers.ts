import type { Stat } from '@mon-ps/contract/answer'
import type { ProvenanceQuery } from '@mon-ps/contract/provenance'
import { readStoredMatchup } from '../shapes/stored-matchup.ts'
import { pairNumber, type ShownPair, describePairNumber, readShownPair } from './pair-numbers.ts'
import type { TracedNumber, Tracing } from './traced-number.ts'

/** Pairs of the old system have no edge of their own: where one is shown, enrichment took it from ours. */
export const isEnriched = ({ matchup }: ShownPair, { number }: ProvenanceQuery): boolean =>
  number === 'psychologicalEdge' && matchup.psychologicalEdge.value !== null

type PairQuery = ProvenanceQuery & { readonly homeId: number; readonly awayId: number }

/**
 * An edge that enrichment filled: half of what the calculated pairs say in the two orders, counted again from both.
 *
 * @throws {ApiError} MATCHUP_NOT_FOUND, SNAPSHOT_GONE  the pairs or their data are not stored any more
 */
export async function enrichedEdge(app: Tracing, query: PairQuery, shown: ShownPair): Promise<TracedNumber> {
  const calculated = { ...query, origin: 'calculated' as const, season: undefined }
  const there = await readShownPair(app, calculated)
  const back = await readStoredMatchup(app, { ...calculated, homeId: query.awayId, awayId: query.homeId })
  const counted = await pairNumber(app, there, 'psychologicalEdge')
  const own: Stat = { ...there.matchup.psychologicalEdge, value: counted.recount?.value ?? null }
  return {
    ...counted,
    ...describePairNumber(shown, 'psychologicalEdge'),
    formula: app.moved.edge.meaning,
    runId: there.row.runId,
    recount: {
      value: app.moved.edge.ofOrders(own, back.psychologicalEdge)?.value ?? null,
      figures: [
        { name: 'thisOrder', value: own.value ?? Number.NaN },
        { name: 'otherOrder', value: back.psychologicalEdge.value ?? Number.NaN },
      ],
    },
  }
}
