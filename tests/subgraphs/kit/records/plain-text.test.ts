import { createModels } from '../../../../subgraphs/police/models'
import type { Fields } from '../../record-checks'
import { envelope, modelsOf, person, refusalOf, store } from '../../record-checks'

const models = modelsOf(createModels)
const crime: Fields = { ...envelope, reference: 'C-1', offence: '105/01', notes: 'seen' }

describe('a text of a record', () => {
  it.each([
    ['a terminal command', 'notes', { notes: 'a\u001B[2Kb' }, 'U+001B'],
    ['a command of C1', 'notes', { notes: 'a\u009Bb' }, 'U+009B'],
    ['a bell', 'reference', { reference: 'C\u0007' }, 'U+0007'],
    ['the cursor sent back', 'notes', { notes: 'a\rb' }, 'U+000D'],
    ['text that runs backwards', 'sourceSystem', { sourceSystem: 'a\u202Eb' }, 'U+202E'],
    ['an isolate', 'recordedByRole', { recordedByRole: 'a\u2067b' }, 'U+2067'],
    ['it in an entry of a list', 'personRefs.0', { personRefs: ['P\u001B1'] }, 'U+001B'],
    [
      'it in a part',
      'people.0.relationship',
      { people: [{ role: 'SUSPECT', relationship: 'a\u001B' }] },
      'U+001B',
    ],
  ])('is refused with %s, by the name of its field', async (_name, field, changes, character) => {
    const refusal = await refusalOf(models, 'crime', { ...crime, ...changes })

    expect(refusal).toContain(`${field}: holds ${character}, a control character`)
  })

  it('is refused in the name of a person', async () => {
    const names = [{ forenames: 'Ada', surname: 'Quill\u001B[1Afeather' }]

    expect(await refusalOf(models, 'person', { ...person, names })).toContain(
      'surname: holds U+001B',
    )
  })

  it('keeps its tabs and lines, whatever system ended them', async () => {
    const stored = await store(models, 'crime', { ...crime, notes: 'a\tb\r\nc\nd' })

    expect(stored['notes']).toBe('a\tb\nc\nd')
  })
})

describe('a word of a list', () => {
  it('is refused with the words there are', async () => {
    expect(await refusalOf(models, 'crime', { ...crime, outcome: 'LOST' })).toContain(
      'outcome: "LOST" is none of CHARGED, CAUTIONED, COMMUNITY_RESOLUTION',
    )
  })

  it('is refused with the codes there are', async () => {
    expect(await refusalOf(models, 'crime', { ...crime, recordedClass: 'X' })).toContain(
      'recordedClass: "X" is not a code of HO_COUNTING_CLASS: 8F, 8G, 8L',
    )
  })
})
