import { adultSocialCareRows } from './truth/adult-social-care'
import { ambulanceRows } from './truth/ambulance'
import { charityRows } from './truth/charity'
import { councilRows } from './truth/council'
import { courtsRows } from './truth/courts'
import { gpRows } from './truth/gp'
import { hospitalRows } from './truth/hospital'
import { housingRows } from './truth/housing'
import { hubRows } from './truth/hub'
import { insightsRows } from './truth/insights'
import { mentalHealthRows } from './truth/mental-health'
import { personIndexRows } from './truth/person-index'
import { policeRows } from './truth/police'
import { probationRows } from './truth/probation'
import { schoolRows } from './truth/school'
import { searchTokensRows } from './truth/search-tokens'
import { substanceUseRows } from './truth/substance-use'
import type { Row } from './truth/row'

/** One line per sentence of the agreements, and what each of them leaves out; a file for each source. */
export const truthTable: readonly Row[] = [
  ...adultSocialCareRows,
  ...ambulanceRows,
  ...charityRows,
  ...councilRows,
  ...courtsRows,
  ...gpRows,
  ...hospitalRows,
  ...housingRows,
  ...hubRows,
  ...insightsRows,
  ...mentalHealthRows,
  ...personIndexRows,
  ...policeRows,
  ...probationRows,
  ...schoolRows,
  ...searchTokensRows,
  ...substanceUseRows,
]
