"""Makes strategies.json: reference values of the strategies' statistics from numpy and scipy (numpy 2.4.6, scipy 1.17.1, Python 3.11).

Run: python3 strategies.py > strategies.json
"""
import json

import numpy as np
from scipy.stats import kurtosis, norm, poisson, skew, t as student

random = np.random.default_rng(20261121)


def sharpe(weeks, mean, trials, spread):
    """Bailey and Lopez de Prado (2014), with scipy's moments."""
    returns = random.normal(mean, 1, weeks) + random.exponential(0.6, weeks) - 0.6
    ratio = returns.mean() / returns.std(ddof=1)
    g3, g4 = skew(returns), kurtosis(returns, fisher=False)
    e = np.euler_gamma
    best = 0 if trials == 1 else spread * ((1 - e) * norm.ppf(1 - 1 / trials) + e * norm.ppf(1 - 1 / (trials * np.e)))
    deflated = norm.cdf((ratio - best) * np.sqrt(weeks - 1) / np.sqrt(1 - g3 * ratio + (g4 - 1) / 4 * ratio**2))
    return dict(returns=returns.tolist(), trials=trials, spread=spread, sharpe=ratio, skewness=g3, kurtosis=g4, best=best, deflated=deflated)


def longest_run(probabilities):
    """Expected longest run of events as a Markov chain over (current run, longest run): another way than a recurrence on first runs."""
    n = len(probabilities)
    state = np.zeros((n + 1, n + 1))
    state[0, 0] = 1
    for p in probabilities:
        after = np.zeros_like(state)
        after[0] += state.sum(axis=0) * (1 - p)
        for run in range(n):
            for longest in range(run, n + 1):
                after[run + 1, max(longest, run + 1)] += state[run, longest] * p
        state = after
    return dict(probabilities=list(probabilities), expected=float(state.sum(axis=0) @ np.arange(n + 1)))


def redrawn(bets=40):
    """P(profit >= actual) when bets are drawn anew at their closing probabilities: the exact distribution by convolution in cents."""
    prices = np.round(random.uniform(1.3, 6, bets), 2)
    close = np.clip(1 / prices * random.normal(0.98, 0.06, bets), 0.02, 0.97)
    won = random.uniform(size=bets) < close * 1.15
    cents = np.round(prices * 100).astype(int)
    distribution = {0: 1.0}
    for c, q in zip(cents, close):
        after = {}
        for total, p in distribution.items():
            after[total + c] = after.get(total + c, 0) + p * q
            after[total] = after.get(total, 0) + p * (1 - q)
        distribution = after
    actual = int(cents[won].sum())
    p = sum(p for total, p in distribution.items() if total >= actual)
    expected = float(prices @ close)
    z = (actual / 100 - expected) / np.sqrt(np.sum(prices**2 * close * (1 - close)))
    return dict(prices=prices.tolist(), close=close.tolist(), won=won.tolist(), p=p, z=float(z))


print(json.dumps(dict(
    sharpe=[sharpe(200, 0.15, 14, 0.1), sharpe(60, 0.4, 1188, 0.15), sharpe(90, -0.1, 1, 0.2)],
    longestRun=[longest_run([0.5, 0.5]), longest_run(random.uniform(0.2, 0.9, 40)), longest_run([0.55] * 100), longest_run([1, 1, 0, 1]), longest_run([0, 0])],
    redrawn=[redrawn(), redrawn()],
    student=[[x, df, float(student.sf(x, df))] for x, df in [(0.0, 3), (0.7, 1), (-1.3, 29), (2.0, 109), (4.1, 109), (6.5, 40), (12.0, 400), (30.0, 60), (3.0, 5000)]],
    poissonCdf=[float(poisson.cdf(k, 1)) for k in range(8)],
)))
