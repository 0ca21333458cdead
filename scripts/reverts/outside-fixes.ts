import type { Fix } from './fix'

const register = 'tests/common/register.test.ts'
const rest = 'tests/subgraphs/rest-adapter/rest-adapter.test.ts'
const sweeps = 'tests/subgraphs/rest-adapter/rest-registrar.test.ts'
const csv = 'tests/scripts/import/csv/read-csv-records.test.ts'

/** An agency that somebody else runs. */
export const outsideFixes: readonly Fix[] = [
  {
    name: 'outside: pinned keys count, whatever is published',
    file: 'gateway/calls/agency-keys.ts',
    fixed: 'return pinned ?? this.#setOf(service)?.latest() ?? new Map()',
    reverted: 'return this.#setOf(service)?.latest() ?? pinned ?? new Map()',
    test: ['tests/gateway/calls/agency-keys.test.ts', 'the keys of agencies'],
  },
  {
    name: 'outside: no call without TLS in production',
    file: 'common/external-agency.ts',
    fixed: "if (isProduction && new URL(url).protocol !== 'https:')",
    reverted: "if (isProduction && url === '')",
    test: [register, 'an agency outside'],
  },
  {
    name: 'outside: a private key in the register is refused',
    file: 'common/external-agency.ts',
    fixed: "if ('d' in fields)",
    reverted: "if ('private' in fields)",
    test: [register, 'an agency outside'],
  },
  {
    name: 'outside: a reference leads to no other path of a system',
    file: 'subgraphs/rest-adapter/vendor-client.ts',
    fixed: "return path.replace('{ref}', () => encodeURIComponent(ref))",
    reverted: "return path.replace('{ref}', () => ref)",
    test: [rest, 'is led to no other path'],
  },
  {
    name: 'outside: another person than was asked for is not taken',
    file: 'subgraphs/rest-adapter/rest-loaders.ts',
    fixed: 'if (person._id !== ref) throw',
    reverted: "if (person._id === '') throw",
    test: [sweeps, 'takes no other person'],
  },
  {
    name: 'outside: a system that lists nobody withdraws nobody',
    file: 'subgraphs/rest-adapter/rest-registrar.ts',
    fixed: 'if (listed.size === 0 && fingerprints.size > 0)',
    reverted: 'if (listed.size < 0)',
    test: [sweeps, 'withdraws nobody'],
  },
  {
    name: 'import: a cell that is a formula is rejected',
    file: 'scripts/import/csv/cell-rule.ts',
    fixed: 'if (formula.test(text))',
    reverted: "if (text === '=')",
    test: [csv, 'rejects a row with CELL_FORMULA'],
  },
  {
    name: 'import: bytes that are no text are not replaced',
    file: 'scripts/import/files/read-lines.ts',
    fixed: 'const decoder = new TextDecoder(encoding, { fatal: true })',
    reverted: 'const decoder = new TextDecoder(encoding)',
    test: [csv, 'is read in the encoding that the map says'],
  },
  {
    name: 'import: where a restricted patient is, is not taken over',
    file: 'scripts/import/fhir/patient.ts',
    fixed: '...(isRestricted ? { isRestricted } : whereabouts(patient)),',
    reverted: '...{ isRestricted, ...whereabouts(patient) },',
    test: ['tests/scripts/import/fhir/read-resources.test.ts', 'tell nothing of where'],
  },
]
