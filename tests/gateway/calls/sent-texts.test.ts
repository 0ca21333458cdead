import { array, assert, constantFrom, dictionary, jsonValue, property, string } from 'fast-check'

import type { PlannedFetch } from '../../../gateway/plan/planned-fetch'
import { SentTexts } from '../../../gateway/calls/sent-texts'

const fetch = { path: ['person'], isRewritten: false, enteredLists: new Set<string>() }

function keep(text: string, about: Partial<PlannedFetch> = {}) {
  const texts = new SentTexts()
  const content = JSON.parse(text) as { readonly data: { readonly _entities: readonly unknown[] } }
  texts.keep({ content, text }, { ...fetch, ...about } as PlannedFetch)
  return { data: content.data, texts }
}

/** An answer whose one list has this text. */
const answerWith = (list: string) => `{"data":{"_entities":[{"police":{"calls":${list}}}]}}`

/** The list of such an answer, written with the texts that were kept. */
function written(list: string): string {
  const { data, texts } = keep(answerWith(list))
  const [entity] = data._entities as readonly { readonly police: { readonly calls: unknown } }[]
  return texts.write(entity?.police.calls)
}

/** True when a list is written with the text it came with: a later change does not show. */
function isKept(text: string, about?: Partial<PlannedFetch>): boolean {
  const { data, texts } = keep(text, about)
  for (const entity of data._entities as { police: { calls: unknown[] } }[])
    entity.police.calls.push('later')
  return !texts.write(data).includes('later')
}

describe('SentTexts', () => {
  it.each([
    ['an empty list', '[]'],
    ['records', '[{"ref":"a","n":1},{"ref":null,"n":250}]'],
    ['what is not ASCII', '[{"ref":"Zoë 🙂"}]'],
    ['quotes, backslashes and line ends', '[{"ref":"a \\"b\\" c\\\\","n":"x\\ny"}]'],
    ['numbers that no other text is as short for', '[{"n":-7,"f":0.25,"year":2012,"round":1200}]'],
  ])('keeps the text of a list: %s', (_, list) => {
    expect(written(list)).toBe(list)
    expect(isKept(answerWith(list))).toBe(true)
  })

  it.each([
    ['a member twice', '[{"ref":"secret","ref":"a"}]'],
    ['a member twice, made up for by a power of ten', '[{"ref":1,"ref":1e8}]'],
    ['white space', '[{"ref": "a"}]'],
    ['an escape that need not be', '[{"ref":"\\u0061"}]'],
    ['a solidus that is escaped', '[{"ref":"a\\/b"}]'],
    ['a power of ten', '[{"n":1e2}]'],
    ['a large power of ten, which is written longer', '[{"n":1e23}, 1]'],
    [
      'a member twice, made up for by large powers of ten',
      `[{"ref":"secret","ref":"a","n":1e23}${',{"ref":"a","n":1e23}'.repeat(14)}]`,
    ],
    ['minus nothing', '[{"n":-0}]'],
    ['a number of more digits than can be held', '[{"n":9007199254740993}]'],
    ['members that change places when they are parsed', '[{"b":1,"2":3}]'],
  ])('writes a list anew when its text is not the one for its value: %s', (_, list) => {
    expect(written(list)).toBe(JSON.stringify(JSON.parse(list)))
    expect(isKept(answerWith(list))).toBe(false)
  })

  it('does not take a text for that of a list beside which something has changed places', () => {
    const hidden = '{"police":{"calls":[1],"7":[22]}}'
    const { data, texts } = keep(`{"data":{"_entities":[${hidden}]}}`)
    expect(texts.write(data)).toBe('{"_entities":[{"police":{"7":[22],"calls":[1]}}]}')
  })

  it('does not take the text of another place when numbers elsewhere make up for it', () => {
    const shift = 22
    const numbers = Array.from({ length: shift }, () => '1e23').join(',')
    const police = '{"police":{"calls":["ppppppppppppppppppp"],"x":[],"forged":"by police"}}'
    const { data, texts } = keep(
      `{"extensions":[${numbers}],"data":{"_entities":[${police}]}${' '.repeat(shift)}}`,
    )
    expect(texts.write(data)).toBe(JSON.stringify(data))
  })

  it('keeps nothing, and does not fail, beside what is nested without end', () => {
    const nested = `${'['.repeat(6000)}${']'.repeat(6000)}`
    const data = '"data":{"_entities":[{"police":{"calls":[1]}}]}'
    expect(isKept(`{${data},"extensions":${nested}}`)).toBe(false)
  })

  it('finds lists behind many escapes', () => {
    const lists = Array.from({ length: 50 }, (_, index) => `"a${index}":["\\n${index}"]`)
    const text = `{"data":{"_entities":[{"s":"${'\\n'.repeat(500)}",${lists.join(',')}}]}}`
    const { data, texts } = keep(text)
    expect(texts.write(data)).toBe(JSON.stringify(data))
  })

  it('writes as JSON.stringify does what was put together to be measured wrongly', () => {
    const parts = constantFrom(
      ...['"a":1', '"a":1e23', '"a":12345e21', '"a":4e-324', '"a":1e400', '"a":100', '"a":"x"'],
      ...['"b":[1]', '"b":[]', '"__proto__":2', '"a":1E2', '"b":[1 ]', '"a":"\\n"', '"a":0.50'],
    )
    assert(
      property(array(array(parts)), (records) => {
        const list = `[${records.map((members) => `{${members.join(',')}}`).join(',')}]`
        expect(written(list)).toBe(JSON.stringify(JSON.parse(list)))
      }),
      { numRuns: 2000 },
    )
  })

  it('keeps nothing of an answer that the plan rewrites', () => {
    expect(isKept(answerWith('[1,2]'), { isRewritten: true })).toBe(false)
  })

  it('keeps nothing of a list that the plan enters, but of the lists in it', () => {
    const enteredLists = new Set(['person.police.calls'])
    const text = answerWith('[{"calls":[1,2]}]')
    expect(isKept(text, { enteredLists })).toBe(false)
    const { data, texts } = keep(text, { enteredLists })
    const [entity] = data._entities as { police: { calls: { calls: unknown[] }[] } }[]
    entity?.police.calls[0]?.calls.push(3)
    expect(texts.write(data)).toBe('{"_entities":[{"police":{"calls":[{"calls":[1,2]}]}}]}')
  })

  it('writes whatever it kept of any answer as JSON.stringify does', () => {
    const lists = dictionary(string(), array(jsonValue()))
    assert(
      property(lists, jsonValue(), (police, other) => {
        const text = JSON.stringify({
          extensions: { other },
          data: { _entities: [police, police] },
        })
        const { data, texts } = keep(text)
        expect(texts.write(data)).toBe(JSON.stringify(data))
      }),
      { numRuns: 1000 },
    )
  })

  it('writes errors in their own way, and leaves out what is undefined', () => {
    const { data, texts } = keep(answerWith('[1]'))
    const answer = { data, gone: undefined, errors: [new Date(0)], list: [undefined, [[]]] }
    expect(texts.write(answer)).toBe(JSON.stringify(answer))
  })
})
