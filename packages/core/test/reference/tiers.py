"""Makes tiers.json: reference values of the tiers' numerics from numpy and scipy (numpy 2.4.6, scipy 1.17.1, Python 3.11).

Run: python3 tiers.py > tiers.json
"""
import json

import numpy as np
from scipy.optimize import least_squares, minimize
from scipy.stats import poisson

random = np.random.default_rng(20261121)


def ridge(rows=40, width=4, penalty=7.5):
    x = random.normal(size=(rows, width)) * [1, 3, 0.2, 10] + [0, 5, 1, -2]
    y = x @ [0.3, -0.1, 2, 0.02] + random.normal(size=rows)
    mean, spread = x.mean(0), x.std(0)
    z = (x - mean) / spread
    beta = np.linalg.solve(z.T @ z + penalty * np.eye(width), z.T @ (y - y.mean()))
    coefficients = beta / spread
    return dict(features=x.ravel().tolist(), targets=y.tolist(), width=width, penalty=penalty,
                coefficients=coefficients.tolist(), intercept=float(y.mean() - coefficients @ mean))


def poisson_map(rows=60, width=3):
    x = np.c_[np.ones(rows), random.normal(size=(rows, width - 1)) * 0.5]
    y = random.poisson(np.exp(x @ [0.3, 0.4, -0.2]))
    mean, precision = np.array([0.0, 0.2, 0.0]), np.array([0.0, 4.0, 9.0])
    value = lambda b: np.sum(np.exp(x @ b) - y * (x @ b)) + 0.5 * np.sum(precision * (b - mean) ** 2)
    found = minimize(value, np.zeros(width), method='BFGS', options=dict(gtol=1e-11))
    return dict(design=x.ravel().tolist(), counts=y.tolist(), mean=mean.tolist(), precision=precision.tolist(),
                coefficients=found.x.tolist())


def outcomes(home_rate, away_rate, rho, goals=16):
    k = np.arange(goals)
    grid = np.outer(poisson.pmf(k, home_rate), poisson.pmf(k, away_rate))
    grid[0, 0] *= 1 - home_rate * away_rate * rho
    grid[0, 1] *= 1 + home_rate * rho
    grid[1, 0] *= 1 + away_rate * rho
    grid[1, 1] *= 1 - rho
    total = grid.sum()
    over = 1 - poisson.cdf(2, home_rate + away_rate)
    return np.array([np.tril(grid, -1).sum() / total, np.trace(grid) / total, np.triu(grid, 1).sum() / total, over])


def inversions():
    cases = []
    for home, draw, away, over in [(0.45, 0.28, 0.27, 0.52), (0.72, 0.18, 0.10, 0.61), (0.2, 0.27, 0.53, 0.45), (0.36, 0.33, 0.31, 0.38)]:
        p = np.array([home, draw, away, over])
        scale = np.sqrt(np.r_[p[:3], over * (1 - over)])
        miss = lambda v: (outcomes(np.exp((v[1] + v[0]) / 2), np.exp((v[1] - v[0]) / 2), -0.06) - p) / scale
        found = least_squares(miss, [0.2, 0.6], xtol=1e-14, ftol=1e-14, gtol=1e-14)
        cases.append(dict(fair=dict(home=home, draw=draw, away=away, over25=over), supremacy=float(found.x[0]), total=float(found.x[1])))
    return cases


def kalman(matches=30, teams=4):
    """The slow part of the filter as a textbook state-space model with dense matrices: constant, then a level per team."""
    q, r, first, constant = 0.002, 0.06, 0.2, (0.35, 0.05)
    state, covariance = np.r_[constant[0], np.zeros(teams)], np.diag(np.r_[constant[1], np.full(teams, first)])
    rows, predictions = [], []
    for day in range(matches):
        home, away = random.choice(teams, 2, replace=False)
        y = float(random.normal(0.3, 0.5))
        h = np.zeros(teams + 1)
        h[0], h[1 + home], h[1 + away] = 1, 1, -1
        predictions.append([float(h @ state), float(h @ covariance @ h)])
        covariance[1 + home, 1 + home] += q
        covariance[1 + away, 1 + away] += q
        gain = covariance @ h / (h @ covariance @ h + r)
        state = state + gain * (y - h @ state)
        covariance = covariance - np.outer(gain, h @ covariance)
        rows.append([int(home), int(away), day, y])
    return dict(matchVariance=q, observationVariance=r, firstVariance=first, constantMean=constant[0], constantVariance=constant[1],
                matches=rows, predictions=predictions)


print(json.dumps(dict(ridge=ridge(), poisson=poisson_map(), inversions=inversions(), kalman=kalman())))
