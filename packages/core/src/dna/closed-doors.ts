import { dayFromIso } from '../units.ts'

/** Days between which, both included, a competition played without spectators. */
interface ClosedPeriod {
  readonly from: string
  readonly until: string
}

/**
 * When competitions played without spectators in 2020 and 2021. Days on which a few hundred or thousand were let in, anywhere in the
 * competition, are not in it; nor are single grounds that were closed for another reason.
 *
 * No column of the match files says it. The ends are those of the public decisions:
 * - D1: restart of 16 May 2020; federal and state decision of 28 October 2020, in force from 2 November; the last two rounds of the
 *   season, when rules began to differ from city to city, are left out.
 * - E0: restart of 17 June 2020; 2020/21 from its first day to the end of the second lockdown on 2 December 2020, and again from
 *   31 December (tier 3 and 4 for all grounds) to the third step of 17 May 2021.
 * - F1: second lockdown of 30 October 2020 to the eve of the first step of reopening, 19 May 2021.
 * - I1: decree of 4 March 2020 (first matches 8 March) and restart of 20 June 2020; decree of 24 October 2020, in force from the 26th, to
 *   the end of the season.
 * - SP1: order of 10 March 2020 and restart of 11 June 2020; 2020/21 from its first day to the 37th round of 16 May 2021.
 */
const CLOSED_PERIODS: Readonly<Record<string, readonly ClosedPeriod[]>> = {
  D1: [
    { from: '2020-05-16', until: '2020-06-27' },
    { from: '2020-11-02', until: '2021-05-09' },
  ],
  E0: [
    { from: '2020-06-17', until: '2020-07-26' },
    { from: '2020-09-12', until: '2020-12-01' },
    { from: '2020-12-31', until: '2021-05-16' },
  ],
  F1: [{ from: '2020-10-30', until: '2021-05-18' }],
  I1: [
    { from: '2020-03-08', until: '2020-03-09' },
    { from: '2020-06-20', until: '2020-08-02' },
    { from: '2020-10-26', until: '2021-05-23' },
  ],
  SP1: [
    { from: '2020-03-10', until: '2020-03-10' },
    { from: '2020-06-11', until: '2020-07-19' },
    { from: '2020-09-12', until: '2021-05-15' },
  ],
}

/**
 * Whether a competition played without spectators on a day; null for a competition of which that is not recorded here.
 *
 * @param competition  division code
 */
export function behindClosedDoors(competition: string): ((day: number) => boolean) | null {
  const periods = Object.hasOwn(CLOSED_PERIODS, competition) ? CLOSED_PERIODS[competition] : undefined
  if (periods === undefined) return null
  const ends = periods.map(({ from, until }) => [dayFromIso(from), dayFromIso(until)] as const)
  return (day) => ends.some(([from, until]) => day >= from && day <= until)
}
