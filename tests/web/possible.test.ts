import { namingOf } from '../../web/insights/naming'
import { possibleOf, possiblePeopleIn } from '../../web/person/possible'
import { other, otherId } from './made-up'
import { agencies } from './workspace'

const beside = { possiblePeople: [{ status: 'POSSIBLE', person: other() }] }
const problem = (reason: string) => ({
  ...{ code: 'WITHHELD', message: '', agency: null, retryAfterSeconds: null },
  ...{ path: ['found', 'possiblePeople'], reason },
})

describe('who may be the same person', () => {
  const naming = namingOf(possiblePeopleIn(beside), agencies)

  it('is named, with what is known of the link', () => {
    expect(possibleOf(beside, [], naming)).toEqual({
      people: [
        { person: { id: otherId, name: 'Owen Marsh' }, status: 'Possible link, unconfirmed' },
      ],
      note: '',
    })
  })

  it('is nobody where the index says so', () => {
    expect(possibleOf({ possiblePeople: [] }, [], naming)).toEqual({ people: [], note: '' })
  })

  it.each([
    [
      'the policy does not tell',
      { possiblePeople: null },
      [problem('LINK_POSSIBLE')],
      'told only once',
    ],
    [
      'a rule keeps it back',
      { possiblePeople: null },
      [problem('NO_AGREEMENT')],
      'could not be found out',
    ],
    ['the answer did not come', null, [], 'could not be found out'],
    ['it is no list', { possiblePeople: 'x' }, [], 'could not be found out'],
  ])('is never read as nobody when %s', (_what, answer, problems, words) => {
    const told = possibleOf(answer, problems, naming)
    expect(told.people).toEqual([])
    expect(told.note).toContain(words)
  })
})
