import { describe, expect, test } from 'vitest'
import { CIVIDIS, isLight, ORANGE_PURPLE, getRampStep } from './colour-ramp.ts'

describe('colour ramps', () => {
  test('a value outside the domain takes its nearest end, a domain without width its middle', () => {
    expect([getRampStep(-5, [0, 100]), getRampStep(105, [0, 100]), getRampStep(3, [3, 3])]).toEqual([0, 255, 128])
  })

  test('cividis grows lighter all the way, so that it can be read without colour', () => {
    const grey = Array.from({ length: 256 }, (_, step) => {
      const [red = 0, green = 0, blue = 0] = CIVIDIS.subarray(step * 3, step * 3 + 3)
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    })
    expect(grey.every((value, step) => step === 0 || value >= (grey[step - 1] ?? 0) - 1)).toBe(true)
    expect([isLight(CIVIDIS, 0), isLight(CIVIDIS, 255)]).toEqual([false, true])
  })

  test('the diverging ramp is light in its middle and dark at both ends', () => {
    expect([0, 128, 255].map((step) => isLight(ORANGE_PURPLE, step))).toEqual([false, true, false])
  })
})
