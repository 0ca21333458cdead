import type { Fix } from './fix'

const gateway = 'tests/gateway/calls/answered-for.test.ts'

/** One person's records shown as another's. */
export const echoFixes: readonly Fix[] = [
  {
    name: 'echo: an answer about another person is noticed',
    file: 'gateway/calls/answered-for.ts',
    fixed: 'if (!isObject(answer) || answer[field] !== expected(entity, callId))',
    reverted: 'if (!isObject(answer))',
    test: [gateway, 'an agency that reads in batches'],
  },
  {
    name: 'echo: nobody in the place of somebody is noticed',
    file: 'gateway/calls/answered-for.ts',
    fixed: 'mayBeNull: false,',
    reverted: 'mayBeNull: true,',
    test: [gateway, 'an agency that reads in batches'],
  },
  {
    name: 'echo: an answer that was kept fits no other call',
    file: 'common/tokens/echo.ts',
    fixed: "createHmac('sha256', callId)",
    reverted: "createHmac('sha256', callId.slice(0, 0))",
    test: [gateway, 'what an agency says of whom its answer is about'],
  },
  {
    name: 'echo: the same whether or not there is anything to show',
    file: 'subgraphs/kit/agency/agency-schema.ts',
    fixed: 'open: [`Person.${echoField(agency)}`],',
    reverted: 'open: [],',
    test: ['tests/subgraphs/echo.test.ts', 'the echo of an agency'],
  },
  {
    name: 'echo: is no disclosure',
    file: 'subgraphs/kit/service/asked-fields.ts',
    fixed: "hasDirective(definition, 'inaccessible')",
    reverted: "hasDirective(definition, 'external')",
    test: ['tests/subgraphs/kit/service/disclosed-fields.test.ts', 'what an answer gives away'],
  },
  {
    name: 'echo: no other subgraph is given it',
    file: 'schema/composition-checks.ts',
    fixed: '...checkEchoes(subgraphs),',
    reverted: '...checkEchoes([]),',
    test: ['tests/schema/compose.test.ts', 'what the gateway relies on'],
  },
  {
    name: 'echo: a loader of the kit that mixes people up',
    file: 'subgraphs/kit/records/people-apart.ts',
    fixed: 'if (records.every(isTheirs)) return records',
    reverted: 'if (records.every(() => isTheirs)) return records',
    test: ['tests/subgraphs/kit/records/people-apart.test.ts', 'loaders that keep people apart'],
  },
]
