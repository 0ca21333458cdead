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
    name: 'publish: what was signed is what is published',
    file: 'scripts/agency/publish/publication.ts',
    fixed: "if (contentHash === hashOf(publication) && typeof iat === 'number')",
    reverted: "if (contentHash !== '' && typeof iat === 'number')",
    test: ['tests/scripts/agency/publish/publish.test.ts', 'is not taken from anybody else'],
  },
  {
    name: 'check: what lets more be told needs approval though nobody asked',
    file: 'scripts/agency/check/judge.ts',
    fixed: "effect !== 'WIDENS' && uses === 0",
    reverted: 'uses === 0',
    test: [
      'tests/scripts/agency/check/check-sdl.test.ts',
      'is judged as the page says: CATEGORY_REMOVED',
    ],
  },
  {
    name: 'supergraph: one that answers worse is given up',
    file: 'gateway/start/answer-quality.ts',
    fixed: "if (this.#share - other.#share > bound.worseBy) return 'WORSE'",
    reverted: "if (this.#share - other.#share > 1) return 'WORSE'",
    test: ['tests/gateway/start/supergraph-reload.test.ts', 'a gateway while agencies publish'],
  },
  {
    name: 'supergraph: one over another schema of the hub is refused',
    file: 'schema/supergraph-text.ts',
    fixed: 'if (text.startsWith(`# over ${supergraphId(this.#base)}\\n`)) return text',
    reverted: 'if (text !== this.#base) return text',
    test: ['tests/gateway/start/supergraph-reload.test.ts', 'a gateway while agencies publish'],
  },
  {
    name: 'invite: a sealed secret is not opened with a shorter tag',
    file: 'common/keys/sealed-secret.ts',
    fixed: 'const options = { authTagLength: tagBytes }',
    reverted: 'const options = { authTagLength: decode(tag).length }',
    test: ['tests/common/keys/sealed-secret.test.ts', 'is not opened with a shorter tag'],
  },
  {
    name: 'invite: a private key is not taken for a public one',
    file: 'scripts/agency/invite/public-keys.ts',
    fixed: "if (text.includes('PRIVATE KEY'))",
    reverted: "if (text.includes('NO KEY'))",
    test: ['tests/scripts/agency/invite/invite.test.ts', 'keeps its private key'],
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
  {
    name: 'outside: an agency that decides alone does not start without its agreement',
    file: 'policies/in-force/policy-in-force.ts',
    fixed: 'if (own?.isAlone) throw',
    reverted: 'if (own?.isAlone && before) throw',
    test: [
      'tests/policies/in-force/own-agreement.test.ts',
      'an agreement that an agency decides by alone',
    ],
  },
  {
    name: 'outside: under another link key everybody is registered anew',
    file: 'subgraphs/kit/index/registrar.ts',
    fixed: 'return `${registrationVersion} ${linkKeyId(linkKey)}`',
    reverted:
      'return `${registrationVersion} ${linkKeyId({ secret: linkKey.secret.subarray(0, 0) })}`',
    test: [
      'tests/subgraphs/kit/index/registrar.test.ts',
      'is said anew of everybody under another link key',
    ],
  },
  {
    name: 'dev: a copy of the hub takes no setting of the shell that starts it',
    file: 'scripts/agency/dev/command.ts',
    fixed: '...withoutSettings(place.env),',
    reverted: '...place.env,',
    test: ['tests/scripts/agency/dev/dev.test.ts', 'dev says where the workspace is'],
  },
  {
    name: 'outside: in production no key of the partnership is made up, by whoever loads records either',
    file: 'subgraphs/outside-agency.ts',
    fixed: "if (mode !== 'production') return",
    reverted: "if (mode !== 'demo' || dataFolder !== '') return",
    test: [
      'tests/subgraphs/outside-agency.test.ts',
      'an agency in a folder of its own does not make up',
    ],
  },
]
