/**
 * Line-ups, minutes, absences and values are in no source that is read here, so nothing is measured: a proxy under this name
 * would be an invention.
 */
export const ROSTER_REASON = 'line-ups are not imported: who played, and who was missing, is not known'
