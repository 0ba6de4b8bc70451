import { calculateLive, loadDemo } from './journeys/home.ts'
import { importFiles } from './journeys/import.ts'
import type { Journey } from './journeys/journey.ts'
import { keyboardOnly } from './journeys/keyboard.ts'
import { sameNumbersEverywhere } from './journeys/matchup.ts'
import { exploreMatrix } from './journeys/matrix.ts'
import { everyRoute, inTheDark } from './journeys/routes.ts'
import { judgeModels } from './journeys/models.ts'
import { readStrategies } from './journeys/strategies.ts'
import { readTeams } from './journeys/teams.ts'
import { expect } from './report.ts'

/** From an empty folder to every screen, in the order in which a newcomer meets them. */
export async function runJourney(journey: Journey): Promise<void> {
  const { report, complaints } = journey
  await loadDemo(journey)
  await calculateLive(journey)
  await readTeams(journey)
  await sameNumbersEverywhere(journey)
  await exploreMatrix(journey)
  await readStrategies(journey)
  await judgeModels(journey)
  await importFiles(journey)
  await everyRoute(journey)
  await inTheDark(journey)
  await keyboardOnly(journey)
  await report.step('the browser complained about nothing: no error, no refused content', async () => {
    expect(complaints.length === 0, [...new Set(complaints)].join('\n'))
  })
}
