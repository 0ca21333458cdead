import type { CodeList } from '../kit/records/coded-value'

/**
 * Classes in which forces count violence; one class took the place of two in April 2012.
 * @see Home Office Counting Rules for Recorded Crime
 */
export const crimeClasses: CodeList = {
  name: 'HO_COUNTING_CLASS',
  codes: new Map([
    ['8F', { display: 'Inflicting grievous bodily harm without intent', validTo: '2012-04-01' }],
    ['8G', { display: 'Actual bodily harm and other injury', validTo: '2012-04-01' }],
    ['8L', { display: 'Harassment' }],
    ['8N', { display: 'Assault with injury', validFrom: '2012-04-01' }],
    ['58', { display: 'Criminal damage' }],
    ['66', { display: 'Other offences against public order' }],
    ['105A', { display: 'Assault without injury' }],
  ]),
}

/**
 * What an incident is opened and closed as. Forces number these differently; each maps its own numbers
 * to these words before it imports.
 * @see National Standard for Incident Recording: opening and closing category may differ
 */
export const incidentCodes: CodeList = {
  name: 'INCIDENT',
  codes: new Map([
    ['DOMESTIC', { display: 'Domestic incident' }],
    ['VIOLENCE', { display: 'Violence against a person' }],
    ['FRIENDS_HOUSEMATES', { display: 'Dispute between friends or housemates' }],
    ['NUISANCE', { display: 'Rowdy or nuisance behaviour' }],
    ['DRUNKENNESS', { display: 'Drunkenness' }],
    ['CONCERN_FOR_SAFETY', { display: 'Concern for safety' }],
    ['NOISE', { display: 'Noise' }],
    ['DAMAGE', { display: 'Damage to property' }],
    ['NO_TRACE', { display: 'Nothing found on arrival' }],
    ['TRAFFIC', { display: 'Traffic' }],
  ]),
}

/** Markers that warn those who meet a person. */
export const warningMarkers: CodeList = {
  name: 'WARNING_MARKER',
  codes: new Map([
    ['VI', { display: 'Violent' }],
    ['DR', { display: 'Drugs' }],
    ['AL', { display: 'Alcohol' }],
    ['WE', { display: 'Weapons' }],
    ['SH', { display: 'Self-harm' }],
    ['ES', { display: 'Escaper' }],
  ]),
}

/**
 * True when an incident was opened as domestic and closed as something else; null while it is open.
 */
export function isDomesticDowngrade(opened: unknown, closed: unknown): boolean | null {
  if (typeof closed !== 'string') return null
  return opened === 'DOMESTIC' && closed !== 'DOMESTIC'
}
