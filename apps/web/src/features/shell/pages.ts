/** The pages of the menu, in their order. `inBar`: also in the bar at the bottom of a narrow screen. */
export const PAGES = [
  { to: '/', key: 'home', inBar: true },
  { to: '/teams', key: 'teams', inBar: true },
  { to: '/matchups', key: 'matchup', inBar: true },
  { to: '/matrix', key: 'matrix', inBar: true },
  { to: '/strategies', key: 'strategies', inBar: true },
  { to: '/models', key: 'models', inBar: false },
  { to: '/import', key: 'import', inBar: false },
  { to: '/migration', key: 'migration', inBar: false },
  { to: '/how-to-read', key: 'guide', inBar: false },
] as const
