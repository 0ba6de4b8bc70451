import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { defineForm, readStored } from '../src/stored/form.ts'
import { frictionVector } from '../src/stored/v3-columns.ts'

const rows = z.object({ rows: z.number() })
const first = defineForm('import', 1, rows)
const second = defineForm('import', 2, rows)

describe('a stored form', () => {
  it('is read back as it was written, without its mark', () => {
    expect(first.write({ rows: 3 })).toEqual({ form: 'import@1', rows: 3 })
    expect(first.read(first.write({ rows: 3 }))).toEqual({ rows: 3 })
    expect(second.read(second.write({ rows: 4 }))).toEqual({ rows: 4 })
  })

  it('is never read as another form or version', () => {
    expect(first.read(second.write({ rows: 3 }))).toBeNull()
    expect(second.read(first.write({ rows: 3 }))).toBeNull()
    expect(defineForm('export', 1, rows).read(first.write({ rows: 3 }))).toBeNull()
    expect(first.read({ form: 'import@1', rows: 'three' })).toBeNull()
    expect(first.read(null)).toBeNull()
  })

  it('of the first version reads what was written before forms had names; a later one does not', () => {
    expect(first.read({ rows: 3 })).toEqual({ rows: 3 })
    expect(second.read({ rows: 3 })).toBeNull()
  })
})

describe('a column of V3', () => {
  const estimate = { value: 1.4, n: 30, interval: [1.2, 1.6] }
  const vector = {
    components: [{ key: 'style', level: estimate, weight: 0.3, contribution: null }],
    prediction: {
      homeId: 1,
      awayId: 2,
      neutralVenue: false,
      basis: { home: 'fitted', away: 'prior' },
      homeGoalRate: estimate,
      awayGoalRate: estimate,
      rho: -0.04,
      covariance: [1, 2],
    },
    reasons: [],
  }

  it('is read where a calculation of ours wrote it, by an earlier version too', () => {
    expect(readStored(frictionVector, vector)).toEqual({ ...vector, model: null })
  })

  it('is not known where a migration or raw SQL wrote it', () => {
    expect(readStored(frictionVector, { clash: 0.4 })).toBeNull()
    expect(readStored(frictionVector, { ...vector, components: null })).toBeNull()
  })
})
