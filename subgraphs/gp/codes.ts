import type { CodeList } from '../kit/records/coded-value'

/**
 * What people bring to a practice, as far as agencies exchange it; a practice maps its own codes to the
 * nearest of these and leaves the problem out when none fits.
 * @see SNOMED CT, concept identifiers
 */
export const problems: CodeList = {
  name: 'SNOMED_CT',
  codes: new Map([
    ['417163006', { display: 'Injury' }],
    ['82271004', { display: 'Injury of head' }],
    ['125605004', { display: 'Fracture of bone' }],
    ['125643001', { display: 'Open wound' }],
    ['1912002', { display: 'Fall' }],
    ['91175000', { display: 'Seizure' }],
    ['84757009', { display: 'Epilepsy' }],
    ['22253000', { display: 'Pain' }],
    ['29857009', { display: 'Chest pain' }],
    ['38341003', { display: 'High blood pressure' }],
    ['44054006', { display: 'Diabetes mellitus type 2' }],
    ['195967001', { display: 'Asthma' }],
    ['15167005', { display: 'Harmful use of alcohol' }],
    ['66590003', { display: 'Alcohol dependence' }],
    ['35489007', { display: 'Depressive disorder' }],
    ['48694002', { display: 'Anxiety' }],
  ]),
}
