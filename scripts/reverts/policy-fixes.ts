import type { Fix } from './fix'

/** Of who may be told what: by statute, by category of a row, of what others compute with. */
export const policyFixes: readonly Fix[] = [
  {
    name: 'policy: what a statute prohibits goes before every row',
    file: 'policies/decide.ts',
    fixed: 'if (findProhibition(policy.prohibitions, purpose, sourceKind))',
    reverted: 'if (findProhibition([], purpose, sourceKind))',
    test: ['tests/policies/statutes.test.ts', 'what a statute prohibits'],
  },
  {
    name: 'policy: no confidential health data without a public-interest test',
    file: 'policies/decide.ts',
    fixed: '!stated.includes(statement))',
    reverted: '!stated.includes(statement) && stated.length > 9)',
    test: ['tests/policies/statutes.test.ts', 'a positive public-interest test'],
  },
  {
    name: 'events: no row of a category that is not permitted',
    file: 'subgraphs/kit/records/row-access.ts',
    fixed: 'return findPermits(context, question) !== null',
    reverted: 'return true',
    test: ['tests/subgraphs/events.test.ts', 'the events of an agency'],
  },
  {
    name: 'events: the hub decides about rows before it fetches',
    file: 'gateway/start/hub-services.ts',
    fixed: 'const rows = rowCategories.get(coordinate) ?? null',
    reverted: 'const rows = rowCategories.get(`no ${coordinate}`) ?? null',
    test: [
      'tests/gateway/answer/rows-withheld.test.ts',
      'a list of which some rows are withheld by category',
    ],
  },
  {
    name: 'required data: what a plan adds is decided too',
    file: 'gateway/pipeline/own-gateway.ts',
    fixed: 'planner.plan(document, guard))',
    reverted: 'planner.plan(document))',
    test: ['tests/gateway/pipeline/required-data.test.ts', 'data that a computed field requires'],
  },
  {
    name: 'required data: no plan of somebody who may see more',
    file: 'gateway/pipeline/own-gateway.ts',
    fixed: 'plans.get(queryHash + guard.key,',
    reverted: 'plans.get(queryHash,',
    test: ['tests/gateway/pipeline/required-data.test.ts', 'data that a computed field requires'],
  },
  {
    name: 'required data: the computing subgraph is told what it cannot see',
    file: 'gateway/calls/subgraph-source.ts',
    fixed: '[inputStatesName]: states }',
    reverted: '[inputStatesName]: [] }',
    test: ['tests/gateway/pipeline/required-data.test.ts', 'data that a computed field requires'],
  },
  {
    name: 'policy: what was found goes with that somebody attends often',
    file: 'policies/agreements/hospital.json',
    fixed: '"discloses": ["IDENTITY", "SERVICE_USE"],',
    reverted: '"discloses": ["IDENTITY", "HEALTH", "SERVICE_USE"],',
    test: ['tests/policies/edges.test.ts', 'confidential health data'],
  },
  {
    name: 'policy: attendances are clinical to the community safety hub',
    file: 'schema/subgraphs/hospital.graphql',
    fixed: 'attendances: [Attendance!] @classified(as: ["SERVICE_USE"])',
    reverted: 'attendances: [Attendance!] @classified(as: ["HEALTH"])',
    test: ['tests/policies/schema-coordinates.test.ts', 'the agreements, applied to the schema'],
  },
  {
    name: 'policy: a permit on a power that is not in force',
    file: 'policies/check.ts',
    fixed: ': findPowerProblems(row, powers)',
    reverted: ': []',
    test: ['tests/policies/check.test.ts', 'the check of the policy finds a permit on'],
  },
  {
    name: 'audit: what an enquiry stated beside its reason is not to be read',
    file: 'gateway/audit/disclosures.ts',
    fixed: 'Object.entries(statements)',
    reverted: 'Object.entries<string>({})',
    test: ['tests/gateway/audit/disclosures.test.ts', 'the disclosure log, asked through the hub'],
  },
]
