import type { CodeList } from '../kit/coded-value'

/**
 * Home Office offence codes that the partnership's policy names: three digits of category, two of
 * sub-category. A code with a first day did not exist before it.
 * @see Home Office, offence codes and counting rules
 */
export const offences: CodeList = {
  name: 'HO_OFFENCE',
  codes: new Map([
    ['003/01', { display: 'Threats to kill' }],
    ['004/01', { display: 'Manslaughter' }],
    ['005/01', { display: 'Wounding with intent' }],
    ['008/01', { display: 'Wounding or inflicting grievous bodily harm' }],
    ['008/06', { display: 'Assault occasioning actual bodily harm' }],
    ['008/30', { display: 'Putting people in fear of violence' }],
    ['008/31', { display: 'Breach of a restraining order' }],
    ['008/65', { display: 'Stalking involving fear of violence', validFrom: '2012-11-25' }],
    [
      '008/66',
      { display: 'Stalking involving serious alarm or distress', validFrom: '2012-11-25' },
    ],
    ['008/67', { display: 'Controlling or coercive behaviour', validFrom: '2015-12-29' }],
    ['008/77', { display: 'Intentional strangulation', validFrom: '2022-06-07' }],
    ['049/10', { display: 'Theft from a shop' }],
    ['053/34', { display: 'Fraud by false representation', validFrom: '2007-01-15' }],
    ['058/00', { display: 'Criminal damage' }],
    ['066/01', { display: 'Affray' }],
    ['105/01', { display: 'Common assault' }],
    ['125/09', { display: 'Drunk and disorderly behaviour' }],
  ]),
}

/** What an incident is opened and closed as. */
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

/** True when an incident was opened as domestic and closed as something else. */
export function isDomesticDowngrade(opened: unknown, closed: unknown): boolean {
  return opened === 'DOMESTIC' && typeof closed === 'string' && closed !== 'DOMESTIC'
}
