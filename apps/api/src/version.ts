/** Version of the product, as `health.ping` and the command line say it. */
export const VERSION = '0.1.0'
/** Version of the model behind every number that a run stores: raised when the same data would give other numbers. */
export const MODEL_VERSION = 'dixon-coles-2'
/** The same for the three tiers that are judged season by season. */
export const TIERS_VERSION = 'tiers-2'
/** The same for the friction ablation, which uses the tiers' forecasts. */
export const ABLATION_VERSION = `${TIERS_VERSION}/friction-gate-1`
/** The same for what is told of the DNA's metrics, team by team or over all leagues. */
export const DNA_VERSION = 'dna-2'
/** The same for how rules bet and how their records are evaluated: part of every backtest's name. */
export const STRATEGIES_VERSION = 'strategies-2'
/** What names the reliability table of the DNA's metrics among the stored runs. */
export const DNA_RELIABILITY = 'dna_reliability'
