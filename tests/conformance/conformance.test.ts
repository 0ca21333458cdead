import { abstractGroups } from './abstract-groups'
import { entityGroups } from './entity-groups'
import { externalGroups } from './external-groups'
import type { ConformanceCase } from './group'
import { interfaceObjectGroups } from './interface-object-groups'
import { operationGroups } from './operation-groups'
import { requiredArgumentGroups } from './required-argument-groups'
import { requiresGroups } from './requires-groups'
import { startGroup } from './run-group'
import { schemaGroups } from './schema-groups'

const groups = [
  ...entityGroups,
  ...externalGroups,
  ...requiresGroups,
  ...requiredArgumentGroups,
  ...abstractGroups,
  ...interfaceObjectGroups,
  ...schemaGroups,
  ...operationGroups,
]

const pathsOf = (errors: unknown) =>
  ((errors ?? []) as readonly { path?: unknown }[])
    .map(({ path }) => JSON.stringify(path ?? null))
    .toSorted()

describe.each(groups)('$name', (group) => {
  let running: Awaited<ReturnType<typeof startGroup>>
  beforeAll(async () => {
    running = await startGroup(group)
  })
  afterAll(() => running.stop())

  it.each<ConformanceCase>(group.cases)('$query', async (question) => {
    const answer = await running.ask(question)
    const { errors = [], data } = question
    const told = pathsOf(answer['errors'])
    const expected = errors === 'anything' ? told : errors.map((path) => JSON.stringify(path))

    expect({ data: answer['data'], errors: told }).toEqual({ data, errors: expected.toSorted() })
    expect(told.length > 0).toBe(errors === 'anything' || errors.length > 0)
  })
})
