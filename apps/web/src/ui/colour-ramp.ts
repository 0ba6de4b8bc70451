import { interpolateCividis, interpolatePuOr } from 'd3-scale-chromatic'

/** 256 colours as consecutive red, green and blue bytes. */
export type Ramp = Uint8ClampedArray

const STEPS = 256

function ramp(interpolate: (share: number) => string): Ramp {
  const colours = new Uint8ClampedArray(STEPS * 3)
  for (let step = 0; step < STEPS; step++) colours.set(parseColour(interpolate(step / (STEPS - 1))), step * 3)
  return colours
}

function parseColour(colour: string): [number, number, number] {
  const hex = /^#(..)(..)(..)$/.exec(colour)
  if (hex) return [Number.parseInt(hex[1] ?? '', 16), Number.parseInt(hex[2] ?? '', 16), Number.parseInt(hex[3] ?? '', 16)]
  const [red = 0, green = 0, blue = 0] = (colour.match(/\d+/g) ?? []).map(Number)
  return [red, green, blue]
}

/** For amounts; readable without colour vision and in grey. */
export const CIVIDIS = ramp(interpolateCividis)
/** For values on either side of a middle: orange, white, purple. */
export const ORANGE_PURPLE = ramp(interpolatePuOr)

/** The position of a value on a ramp, 0–255. */
export function getRampStep(value: number, [low, high]: readonly [number, number]): number {
  if (high <= low) return Math.floor(STEPS / 2)
  return Math.round(Math.min(1, Math.max(0, (value - low) / (high - low))) * (STEPS - 1))
}

/** A colour of a ramp for CSS. */
export function getRampColour(colours: Ramp, step: number): string {
  return `rgb(${colours[step * 3]} ${colours[step * 3 + 1]} ${colours[step * 3 + 2]})`
}

const LINEAR = 12.92

/** Relative luminance of a ramp's colour (WCAG 2), to choose dark or light text on it. */
export function isLight(colours: Ramp, step: number): boolean {
  const linear = (channel: number) => {
    const share = channel / 255
    return share <= 0.04045 ? share / LINEAR : ((share + 0.055) / 1.055) ** 2.4
  }
  const [red = 0, green = 0, blue = 0] = [colours[step * 3], colours[step * 3 + 1], colours[step * 3 + 2]]
  // At this luminance black and white text have the same contrast.
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue) > 0.179
}
