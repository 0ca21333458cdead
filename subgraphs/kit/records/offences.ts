import type { CodeList } from './coded-value'

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
    ['008/30', { display: 'Putting people in fear of violence', validFrom: '1997-06-16' }],
    ['008/31', { display: 'Breach of a restraining order', validFrom: '1997-06-16' }],
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
