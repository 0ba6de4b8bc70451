// node --import tsx examples/minimal-client/src/index.ts http://127.0.0.1:3000
import { createClient, iterate } from '@mon-ps/client'

const monPs = createClient({ url: process.argv[2] ?? 'http://127.0.0.1:3000' })

// The pairing that collides most, among all that are calculated.
const { data } = await monPs.friction.list.query({ sort: 'chaos', limit: 1 })
const pair = data[0]
if (!pair) throw new Error('nothing is calculated yet: run `npm run -s mon-ps -- calculate`')

// The same pairing in full: every number with its sample size and interval.
const { home, away, probabilities } = await monPs.matchup.byTeams.query({ homeId: pair.home.id, awayId: pair.away.id })
console.log(`${home.name} beat ${away.name} at home: ${probabilities.home.value} ${probabilities.home.interval} n ${probabilities.home.n}`)

// Every team of that league, page after page.
for await (const team of iterate(monPs.team.list, { league: pair.leagueCode ?? '' })) console.log(team.teamName, team.roi.value, team.roi.n)
