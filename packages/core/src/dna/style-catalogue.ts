import { ESTIMATOR_VERSION, type MetricDefinition } from './team-dna.ts'

type Details = Pick<MetricDefinition, 'key' | 'name' | 'meaning' | 'unit' | 'range' | 'formula' | 'columns' | 'needs'>

const style = (details: Details): MetricDefinition => ({
  ...details,
  vector: 'style',
  evidence: 'stable_style',
  version: ESTIMATOR_VERSION,
})

const SHOTS = ['homeShots', 'awayShots']
const CORNERS = ['homeCorners', 'awayCorners']

/** How a team plays, in counts that repeat: the base of friction. Beside the nine vectors, because none of them is about it. */
export const STYLE_CATALOGUE = {
  shotsFor: style({
    key: 'shots_for',
    name: 'Shots',
    meaning: 'Shots taken.',
    unit: 'shots per match',
    range: [0, 60],
    formula: 'shots of the team',
    columns: SHOTS,
    needs: 'shots',
  }),
  shotsAgainst: style({
    key: 'shots_against',
    name: 'Shots conceded',
    meaning: 'Shots of the opponent.',
    unit: 'shots per match',
    range: [0, 60],
    formula: 'shots of the opponent',
    columns: SHOTS,
    needs: 'shots',
  }),
  cornersFor: style({
    key: 'corners_for',
    name: 'Corners',
    meaning: 'Corners won.',
    unit: 'corners per match',
    range: [0, 30],
    formula: 'corners of the team',
    columns: CORNERS,
    needs: 'corners',
  }),
  cornersAgainst: style({
    key: 'corners_against',
    name: 'Corners conceded',
    meaning: 'Corners of the opponent.',
    unit: 'corners per match',
    range: [0, 30],
    formula: 'corners of the opponent',
    columns: CORNERS,
    needs: 'corners',
  }),
  shotsOnTargetShare: style({
    key: 'shots_on_target_share',
    name: 'Share of shots on target',
    meaning: 'How many of the shots are on target: quality rather than volume.',
    unit: 'share',
    range: [0, 1],
    formula: 'shots on target / shots; matches without a shot are left out',
    columns: [...SHOTS, 'homeShotsOnTarget', 'awayShotsOnTarget'],
    needs: 'shots and shots on target',
  }),
} as const satisfies Record<string, MetricDefinition>
