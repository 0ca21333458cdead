import type { CodeList } from '../kit/records/coded-value'

/** Days of the schemes; services went over one by one, so two schemes overlap while they did. */
const red = { validFrom: '2012-06-01', validTo: '2017-12-01' }
const green = { validFrom: '2011-04-01', validTo: '2017-12-01' }
const numbered = { validFrom: '2017-08-01' }

/**
 * How urgent a call was taken to be, by three schemes after each other.
 * @see NHS England, ambulance quality indicators and Ambulance Response Programme
 */
export const callCategories: CodeList = {
  name: 'AMBULANCE_CATEGORY',
  codes: new Map([
    ['A', { display: 'A: immediately life-threatening', validTo: '2012-06-01' }],
    ['B', { display: 'B: serious, not immediately life-threatening', validTo: '2011-04-01' }],
    ['C', { display: 'C: neither serious nor life-threatening', validTo: '2011-04-01' }],
    ['RED_1', { display: 'Red 1: most time-critical', ...red }],
    ['RED_2', { display: 'Red 2: life-threatening', ...red }],
    ['GREEN_1', { display: 'Green 1: serious', ...green }],
    ['GREEN_2', { display: 'Green 2: serious, less urgent', ...green }],
    ['GREEN_3', { display: 'Green 3: not serious', ...green }],
    ['GREEN_4', { display: 'Green 4: advice may do', ...green }],
    ['CATEGORY_1', { display: 'Category 1: life-threatening', ...numbered }],
    ['CATEGORY_2', { display: 'Category 2: emergency', ...numbered }],
    ['CATEGORY_3', { display: 'Category 3: urgent', ...numbered }],
    ['CATEGORY_4', { display: 'Category 4: less urgent', ...numbered }],
  ]),
}
