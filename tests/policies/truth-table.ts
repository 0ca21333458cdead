import { hospitalRows } from './truth/hospital'
import { housingRows } from './truth/housing'
import { hubRows } from './truth/hub'
import { policeRows } from './truth/police'
import { probationRows } from './truth/probation'
import { schoolRows } from './truth/school'
import type { Row } from './truth/row'

/** One line per sentence of the agreements, and what each of them leaves out; a file for each source. */
export const truthTable: readonly Row[] = [
  ...hospitalRows,
  ...housingRows,
  ...hubRows,
  ...policeRows,
  ...probationRows,
  ...schoolRows,
]
