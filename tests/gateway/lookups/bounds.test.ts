import { boundsOf } from '../../../gateway/lookups/bounds'

const limits = { people: 'people', systems: 'systems' }
const asker = { homeAgency: 'council', staffId: 's-1', isEmergency: false }
const boundsFor = (changes: object) =>
  boundsOf(limits, { ...asker, ...changes }).map(({ limiter, asker: key }) => `${limiter} ${key}`)

describe('where a request counts', () => {
  it('is with the person alone who asks for themselves', () => {
    expect(boundsFor({})).toEqual(['people ["council","s-1",null,false]'])
  })

  it('is with the system first, then with whom it asks for', () => {
    expect(boundsFor({ onBehalfOf: 'user-1' })).toEqual([
      'systems ["council","s-1",false]',
      'people ["council","s-1","user-1",false]',
    ])
  })

  it('is with the same system for every user it names', () => {
    expect(boundsFor({ onBehalfOf: 'user-2' })[0]).toBe(boundsFor({ onBehalfOf: 'user-1' })[0])
  })

  it.each([{ homeAgency: 'police' }, { staffId: 's-2' }, { isEmergency: true }])(
    'is elsewhere for another: %j',
    (changes) => {
      const both = { ...changes, onBehalfOf: 'user-1' }
      for (const bound of boundsFor(both))
        expect(boundsFor({ onBehalfOf: 'user-1' })).not.toContain(bound)
    },
  )
})
