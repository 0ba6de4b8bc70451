import { expect, test } from 'vitest'
import { renderPart } from '../lib/test-page.tsx'
import { IntervalLine, Strip } from './strips.tsx'

const circles = (container: HTMLElement) => [...container.querySelectorAll('circle')].map((dot) => dot.getAttribute('cx'))

test('a value lies on its axis from 2% to 98%, its interval around it, in the colour of its side of the mark', () => {
  const line = (value: number, interval: [number, number]) => (
    <IntervalLine value={value} interval={interval} domain={[-1, 1]} mark={0} colours={['red', 'blue']} label="x" ghost={-1} />
  )
  const { container, rerender } = renderPart(line(0.5, [0, 1]))
  expect(circles(container)).toEqual(['2%', '74%'])
  expect(container.querySelector('line[stroke="blue"]')?.getAttribute('x1')).toBe('50%')
  expect(container.querySelector('line[stroke="blue"]')?.getAttribute('x2')).toBe('98%')
  expect(container.querySelectorAll('path')).toHaveLength(0)
  rerender(line(-0.5, [-0.75, -0.25]))
  expect(container.querySelector('line[stroke="red"]')?.getAttribute('x1')).toBe('14%')
  expect(container.querySelector('line[stroke="blue"]')).toBeNull()
})

test('an interval that runs beyond the axis ends in an arrow on that side', () => {
  const arrows = (interval: [number, number]) => {
    const { container, unmount } = renderPart(<IntervalLine value={0} interval={interval} domain={[-1, 1]} label="x" />)
    const found = [...container.querySelectorAll('svg svg')].map((arrow) => arrow.getAttribute('x'))
    unmount()
    return found
  }
  expect([arrows([-1, 1]), arrows([-1.1, 1]), arrows([-1, 1.1]), arrows([-2, 2])]).toEqual([[], ['2%'], ['98%'], ['98%', '2%']])
})

test('a strip spans all its dots, so that none is cut', () => {
  const { container } = renderPart(<Strip field={[0, 10]} value={5} interval={[-10, 30]} label="x" />)
  expect(circles(container)).toEqual(['26%', '50%', '38%'])
  const band = container.querySelector('rect')
  expect([band?.getAttribute('x'), band?.getAttribute('width')]).toEqual(['2%', '96%'])
})
