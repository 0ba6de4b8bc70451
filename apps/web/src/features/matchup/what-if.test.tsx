import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderPart } from '../../lib/test-page.tsx'
import { ModelSliders } from './parts/what-if.tsx'

const model = { xiPerDay: 0.0018, teamPrecision: 6 }
const nothing = () => undefined
const values = () => screen.getAllByRole('slider').map((slider) => (slider as HTMLInputElement).value)

test('the sliders rest at what the model was fitted with, and say so', () => {
  const { container } = renderPart(<ModelSliders model={model} overrides={{}} onChange={nothing} />)
  expect(values()).toEqual(['385', '6'])
  expect(container.textContent).toContain('385 days, model’s own')
  expect(container.textContent).toContain('6.0, model’s own')
})

test('a changed setting stands at its change, the other one stays at the model’s own', () => {
  const { container } = renderPart(<ModelSliders model={model} overrides={{ halfLife: 100 }} onChange={nothing} />)
  expect(values()).toEqual(['100', '6'])
  expect(container.textContent).not.toContain('days, model’s own')
})
