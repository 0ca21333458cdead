import type { CodeList } from '../kit/records/coded-value'

/** Documents that are pointed to. @see SNOMED CT UK Edition */
export const documents: CodeList = {
  name: 'SNOMED_CT',
  codes: new Map([['736253002', { display: 'Mental health crisis plan' }]]),
}

/** Sections under which somebody is detained or under an order. @see Mental Health Act 1983 */
export const sections: CodeList = {
  name: 'MENTAL_HEALTH_ACT_SECTION',
  codes: new Map([
    ['2', { display: 'Admission for assessment' }],
    ['3', { display: 'Admission for treatment' }],
    ['4', { display: 'Admission for assessment in an emergency' }],
    ['5(2)', { display: "Doctor's holding power" }],
    ['5(4)', { display: "Nurse's holding power" }],
    ['7', { display: 'Guardianship' }],
    ['17A', { display: 'Community treatment order', validFrom: '2008-11-03' }],
    ['37', { display: 'Hospital order by a court' }],
    ['37/41', { display: 'Hospital order with restrictions' }],
    ['47/49', { display: 'Transfer from prison with restrictions' }],
    ['135', { display: 'Warrant to search for and remove' }],
    ['136', { display: 'Removal to a place of safety by police' }],
  ]),
}
