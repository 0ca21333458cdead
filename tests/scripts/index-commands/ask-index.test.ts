import { readFileSync } from 'node:fs'

import { buildSchema, parse, validate } from 'graphql'

import { projectPath } from '../../../common/project-root'
import { answerText } from '../../../scripts/index-commands/answer-text'
import { IndexUsageError, readIndexArguments } from '../../../scripts/index-commands/arguments'
import { askIndex } from '../../../scripts/index-commands/ask-index'
import { operationOf } from '../../../scripts/index-commands/operations'

const schema = buildSchema(readFileSync(projectPath('schema', 'supergraph.graphql'), 'utf8'), {
  assumeValidSDL: true,
})
const because = ['--because', 'Compared by hand, twice']
const id = 'a'.repeat(32)

const commands = [
  ['reviews'],
  ['reviews', '--first', '5'],
  ['review', id],
  ['decide', id, 'family-member', ...because],
  ['decide', id, 'same', ...because, '--overrule'],
  ['explain', 'northshire-police/NP-1', 'st-annes-hospital/A/1'],
  ['split', id, 'northshire-police/NP-1', 'harrowmere-homes/HH-1', ...because],
  ['believed-at', id, '2026-05-03'],
  ['notices'],
  ['notices', '--all', '--first', '5'],
  ['acknowledge', id],
]

const decision = {
  ...{ outcome: 'SAME', staffId: 'mash.manager', homeAgency: 'hub', isInForce: true },
  ...{ reason: 'Seen\u001b[31m both', at: '2026-11-01T10:00:00.000Z' },
}
const review = {
  ...{ id, status: 'POSSIBLE', isOpen: true, isVerified: true, isNumberTraced: false },
  waitingSince: null,
  ...{ leftAgency: 'northshire-police', rightAgency: 'st-annes-hospital' },
  ...{ decisions: [decision], againstSame: [], againstDifferent: [] },
  likeness: {
    ...{ bits: 10.2, startBits: -19.9, isPlaceKeptBack: true, modelVersion: '2026-11-28' },
    fields: [
      {
        name: 'Date of birth',
        agreement: 'the same',
        bits: 14.8,
        rarityBand: 7,
        secondAgreement: 'alike',
      },
    ],
    secondStep: 'COMPARED',
  },
}

describe('a question to the index', () => {
  it.each(commands.map((args) => [args.join(' '), args]))(
    '%s is one that the hub takes',
    (_, args) => {
      const { question } = readIndexArguments(args)
      expect(validate(schema, parse(operationOf(question).query))).toEqual([])
    },
  )

  it.each([
    [[]],
    [['reviews', '--first', '0']],
    [['review']],
    [['decide', id, 'perhaps', ...because]],
    [['decide', id, 'same']],
    [['explain', 'northshire-police/NP-1', 'NP-2']],
    [['split', id, ...because]],
    [['believed-at', id]],
    [['acknowledge']],
    [['unknown']],
    [['reviews', '--surprise']],
  ])('%j is answered by how it is written', (args: readonly string[]) => {
    expect(() => readIndexArguments(args)).toThrow(IndexUsageError)
  })

  it('states why, and says what the hub says when it is refused', async () => {
    const opened: unknown[] = []
    const client = {
      openEnquiry: (input: unknown) => {
        opened.push(input)
        return Promise.resolve('token')
      },
      send: () =>
        Promise.resolve({
          response: {
            data: { found: null },
            errors: [{ message: 'Not for you', extensions: { code: 'WITHHELD' } }],
          },
          requestId: null,
        }),
    }
    await expect(askIndex(client, readIndexArguments(['reviews']))).rejects.toThrow(
      'WITHHELD: Not for you',
    )
    expect(opened).toMatchObject([{ purpose: 'ADULT_SAFEGUARDING', caseReference: 'LINK-REVIEW' }])
  })
})

describe('its answer', () => {
  const textOf = (args: readonly string[], found: unknown) =>
    answerText(readIndexArguments(args).question, found)

  it('is the waterfall, who looked before, and what takes two people', () => {
    const text = textOf(['reviews'], { nodes: [review], endCursor: 'next' })
    expect(text).toContain(
      '  -19.9  to begin with\n    +14.8  Date of birth: the same (rarity 7); by both agencies: alike',
    )
    expect(text).toContain('parting them takes two people')
    expect(text).toContain('An NHS number was not traced')
    expect(text).toContain('nothing of where they are is told')
    expect(text).toContain('SAME by mash.manager of hub')
    expect(text).toContain('There are more')
    expect(text).not.toContain('\u001b')
  })

  it('says when a second person must say the same', () => {
    expect(
      textOf(['decide', id, 'different', ...because], {
        state: 'WAITS_FOR_SECOND',
        heldSince: null,
        review,
        overruled: [],
      }),
    ).toMatch(/^Noted/)
    expect(
      textOf(['split', id, 'a/b', ...because], {
        state: 'WAITS_FOR_SECOND',
        heldSince: null,
        people: [id],
      }),
    ).toMatch(/^Noted/)
    expect(
      textOf(['split', id, 'a/b', ...because], {
        state: 'IN_FORCE',
        people: [id],
        heldSince: '2026-05-03T00:00:00.000Z',
      }),
    ).toContain(
      `${id}\nWhat was disclosed since 2026-05-03T00:00:00.000Z may have been of two people`,
    )
  })

  it('of notices says who was told, when and why, and who has acknowledged it', () => {
    const told = { requestId: 'r1', at: '2026-11-03T10:00:00.000Z', staffId: 'case-system' }
    const notice = {
      ...{ id, state: 'ACKNOWLEDGED', person: 'b'.repeat(32) },
      ...{ since: '2026-11-02T10:00:00.000Z', undoneAt: '2026-11-04T10:00:00.000Z' },
      ...{ acknowledgedBy: 'a.lead\u001b[31m', acknowledgedAt: '2026-11-05T10:00:00.000Z' },
      disclosureCount: 3,
      disclosures: [{ ...told, onBehalfOf: 'a.worker', purpose: 'DVDS', caseReference: 'C-1' }],
    }
    const text = textOf(['notices', '--all'], { nodes: [notice], endCursor: 'next' })
    expect(text).toContain('held to be one from 2026-11-02T10:00:00.000Z until 2026-11-04')
    expect(text).toContain('told a.worker at 2026-11-03T10:00:00.000Z: DVDS, case C-1')
    expect(text).toContain('and 2 more answers')
    expect(text).toContain('acknowledged by a.lead')
    expect(text).toContain('There are more')
    expect(text).not.toContain('\u001b')
    expect(textOf(['notices'], { nodes: [], endCursor: null })).toContain('no notice')
    const open = { ...notice, state: 'OPEN', acknowledgedBy: null, acknowledgedAt: null }
    expect(textOf(['acknowledge', id], open)).not.toContain('acknowledged by')
  })

  it('says why, what was believed, and that there is nothing', () => {
    const explained = {
      status: 'LINKED',
      reasons: ['Both carry it.'],
      likeness: null,
      decisions: [],
    }
    expect(textOf(['explain', 'a/b', 'c/d'], explained)).toBe('LINKED\n  Both carry it.')
    const records = [{ agency: 'a', reference: 'b', isStill: false }]
    const believed = { at: '2026-05-03T00:00:00.000Z', records }
    expect(textOf(['believed-at', id, '2026-05-03'], believed)).toContain('a/b  (is not any more)')
    expect(textOf(['review', id], null)).toBe('Nothing is known to you by that.')
    expect(textOf(['reviews'], { nodes: [], endCursor: null })).toBe(
      'Nothing waits to be looked at.',
    )
  })
})
