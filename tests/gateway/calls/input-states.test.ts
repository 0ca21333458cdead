import type { InputKnowledge } from '../../../gateway/calls/input-states'
import { inputStatesOf } from '../../../gateway/calls/input-states'

const inputs = { names: new Set(['northPolice', 'crimes', 'homes']), refused: [] }
const agencyFields = new Map([
  ['north-police', 'northPolice'],
  ['south-police', 'southPolice'],
])
const person = { __typename: 'Person', id: 'both', northPolice: null, homes: null }

function statesOf(disputed: InputKnowledge['disputed'], possible: typeof disputed = new Map()) {
  return inputStatesOf(person, inputs, { faults: [], disputed, possible, agencyFields }).states
}

describe('what a computing subgraph is told of records that may be of another person', () => {
  it('is that they are kept back, of the person whose they may be', () => {
    expect(statesOf(new Map([['both', new Set(['north-police'])]]))).toEqual([
      { path: ['northPolice'], state: 'REFUSED', reason: 'LINK_DISPUTED', person: 'both' },
    ])
  })

  it('is likewise that nobody has confirmed whose they are', () => {
    expect(statesOf(new Map(), new Map([['both', new Set(['north-police'])]]))).toEqual([
      { path: ['northPolice'], state: 'REFUSED', reason: 'LINK_POSSIBLE', person: 'both' },
    ])
  })

  it('is nothing of a person, or of an agency, that it is not given', () => {
    expect(statesOf(new Map([['another', new Set(['north-police'])]]))).toEqual([])
    expect(statesOf(new Map([['both', new Set(['south-police'])]]))).toEqual([])
  })

  it('is nothing of an agency that hides that it holds a record', () => {
    expect(statesOf(new Map([['both', new Set(['charity'])]]))).toEqual([])
  })
})
