/**
 * Log odds of a probability; minus and plus infinity at 0 and 1.
 *
 * @example logit(0.5) // 0
 */
export function logit(p: number): number {
  return Math.log(p / (1 - p))
}

/**
 * The probability with these log odds: {@link logit} backwards, without overflow.
 *
 * @example logistic(0) // 0.5
 */
export function logistic(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds))
}

/** Minus the log-likelihood, in nats, of an event with these log odds that happened (1) or not (0); no overflow. */
export function bernoulliLoss(logOdds: number, happened: number): number {
  return Math.max(logOdds, 0) + Math.log1p(Math.exp(-Math.abs(logOdds))) - happened * logOdds
}
