import type { CodeList } from './coded-value'

/**
 * Orders and notices that protect somebody, by the words of the schema, with the days of those that
 * came later. Domestic abuse protection notices and orders are in pilots since their first day.
 * @see Domestic Abuse Act 2021 ss.22-56; Stalking Protection Act 2019
 */
export const protectiveOrders: CodeList = {
  name: 'PROTECTIVE_ORDER',
  codes: new Map([
    ['RESTRAINING_ORDER', { display: 'Restraining order' }],
    ['NON_MOLESTATION_ORDER', { display: 'Non-molestation order' }],
    ['OCCUPATION_ORDER', { display: 'Occupation order' }],
    ['DOMESTIC_VIOLENCE_PROTECTION_NOTICE', { display: 'Domestic violence protection notice' }],
    ['DOMESTIC_VIOLENCE_PROTECTION_ORDER', { display: 'Domestic violence protection order' }],
    [
      'STALKING_PROTECTION_ORDER',
      { display: 'Stalking protection order', validFrom: '2020-01-20' },
    ],
    [
      'DOMESTIC_ABUSE_PROTECTION_NOTICE',
      { display: 'Domestic abuse protection notice', validFrom: '2024-11-27' },
    ],
    [
      'DOMESTIC_ABUSE_PROTECTION_ORDER',
      { display: 'Domestic abuse protection order', validFrom: '2024-11-27' },
    ],
  ]),
}
