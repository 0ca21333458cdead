import type { Fix } from './fix'

const register = 'tests/common/register.test.ts'

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
    test: ['tests/scripts/agency/check/check-sdl.test.ts', 'CATEGORY_REMOVED'],
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
    test: ['tests/common/keys/sealed-secret.test.ts', 'a shorter tag'],
  },
  {
    name: 'invite: a private key is not taken for a public one',
    file: 'scripts/agency/invite/public-keys.ts',
    fixed: "if (text.includes('PRIVATE KEY'))",
    reverted: "if (text.includes('NO KEY'))",
    test: ['tests/scripts/agency/invite/invite.test.ts', 'keeps its private key'],
  },
]
