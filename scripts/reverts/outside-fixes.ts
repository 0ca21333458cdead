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
]
