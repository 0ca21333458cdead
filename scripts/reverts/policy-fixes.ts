import type { Fix } from './fix'

/** What agreements may not say, each said once. */
export const policyFixes: readonly Fix[] = [
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
