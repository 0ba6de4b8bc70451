/**
 * Factors a symmetric positive definite matrix A = L L' in place. Reads and writes the lower triangle
 * only; cost n^3 / 6 multiplications.
 *
 * @param matrix  row-major, shape [n, n]
 * @returns       false when the matrix is not positive definite; it is then half written
 */
export function choleskyFactor(matrix: Float64Array, n: number): boolean {
  for (let i = 0; i < n; i++) {
    const row = i * n
    for (let j = 0; j < i; j++) {
      const other = j * n
      matrix[row + j] = (matrix[row + j]! - dot(matrix, row, other, j)) / matrix[other + j]!
    }
    const scale = matrix[row + i]!
    const diagonal = scale - dot(matrix, row, row, i)
    // Relative: a pivot that is rounding noise of its own diagonal means a singular matrix.
    if (!(diagonal > scale * 1e-13)) return false
    matrix[row + i] = Math.sqrt(diagonal)
  }
  return true
}

/** Sum of products of the first `length` entries from two places; two running sums keep the processor from waiting on one. */
function dot(matrix: Float64Array, left: number, right: number, length: number): number {
  let even = 0
  let odd = 0
  let k = 0
  for (; k + 1 < length; k += 2) {
    even += matrix[left + k]! * matrix[right + k]!
    odd += matrix[left + k + 1]! * matrix[right + k + 1]!
  }
  if (k < length) even += matrix[left + k]! * matrix[right + k]!
  return even + odd
}

/** Solves L L' x = b in place of `vector`, given the factor. */
export function choleskySolve(factor: Float64Array, n: number, vector: Float64Array): void {
  for (let i = 0; i < n; i++) {
    const row = i * n
    let sum = vector[i]!
    for (let k = 0; k < i; k++) sum -= factor[row + k]! * vector[k]!
    vector[i] = sum / factor[row + i]!
  }
  for (let i = n - 1; i >= 0; i--) {
    const row = i * n
    const value = vector[i]! / factor[row + i]!
    vector[i] = value
    for (let k = 0; k < i; k++) vector[k]! -= factor[row + k]! * value
  }
}

/**
 * The inverse of A = L L', as a full symmetric matrix. The factor's lower triangle is overwritten by
 * its own inverse on the way.
 *
 * @param out  row-major, shape [n, n]
 */
export function choleskyInverse(factor: Float64Array, n: number, out: Float64Array): void {
  invertLower(factor, n)
  out.fill(0)
  // A^-1 = (L^-1)' L^-1, summed row by row so that the inner loop runs along memory.
  for (let k = 0; k < n; k++) {
    const row = k * n
    for (let i = 0; i <= k; i++) {
      const left = factor[row + i]!
      const target = i * n
      for (let j = 0; j <= i; j++) out[target + j]! += left * factor[row + j]!
    }
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) out[j * n + i] = out[i * n + j]!
}

function invertLower(factor: Float64Array, n: number): void {
  const line = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    const row = i * n
    const pivot = 1 / factor[row + i]!
    line.fill(0, 0, i)
    // Row i of the inverse is -(L_i,0..i-1) times the rows already inverted, divided by the pivot.
    for (let k = 0; k < i; k++) {
      const left = factor[row + k]!
      const done = k * n
      for (let j = 0; j <= k; j++) line[j]! -= left * factor[done + j]!
    }
    for (let j = 0; j < i; j++) factor[row + j] = line[j]! * pivot
    factor[row + i] = pivot
  }
}
