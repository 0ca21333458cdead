import type { CodeList } from './coded-value'

/**
 * Sexual orientation as people state it. Not asked, not sure and would not say are no codes of this
 * list: `askState` tells them apart.
 * @see NHS Data Dictionary, PERSON STATED SEXUAL ORIENTATION CODE
 */
export const sexualOrientations: CodeList = {
  name: 'NHS_PERSON_STATED_SEXUAL_ORIENTATION',
  codes: new Map([
    ['1', { display: 'Heterosexual or straight' }],
    ['2', { display: 'Gay or lesbian' }],
    ['3', { display: 'Bisexual' }],
    ['4', { display: 'Other sexual orientation not listed' }],
  ]),
}

/**
 * Ethnicity as people state it.
 * @see NHS Data Dictionary, ETHNIC CATEGORY
 */
export const ethnicCategories: CodeList = {
  name: 'NHS_ETHNIC_CATEGORY',
  codes: new Map([
    ['A', { display: 'White: British' }],
    ['B', { display: 'White: Irish' }],
    ['C', { display: 'White: any other' }],
    ['D', { display: 'Mixed: White and Black Caribbean' }],
    ['E', { display: 'Mixed: White and Black African' }],
    ['F', { display: 'Mixed: White and Asian' }],
    ['G', { display: 'Mixed: any other' }],
    ['H', { display: 'Asian: Indian' }],
    ['J', { display: 'Asian: Pakistani' }],
    ['K', { display: 'Asian: Bangladeshi' }],
    ['L', { display: 'Asian: any other' }],
    ['M', { display: 'Black: Caribbean' }],
    ['N', { display: 'Black: African' }],
    ['P', { display: 'Black: any other' }],
    ['R', { display: 'Chinese' }],
    ['S', { display: 'Any other ethnic group' }],
  ]),
}
