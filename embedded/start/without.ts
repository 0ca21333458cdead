import { parseArgs } from 'node:util'

import type { Service } from '../../common/services'
import { portOf } from '../../common/services'

const usage = 'Usage: npm start -- [--without <agency>]...'

/**
 * The agencies that `npm start` is told to leave out, so that another process can stand in for one.
 * @throws Error that says which of them it does not start
 */
export function readWithout(
  args: readonly string[],
  services: readonly Service[],
): ReadonlySet<string> {
  const codes = parse(args)
  const known = services.filter(({ agency }) => agency && !agency.external).map(({ code }) => code)
  const stranger = codes.find((code) => !known.includes(code))
  if (stranger !== undefined)
    throw new Error(
      `--without ${stranger}: no such agency is started here. Known: ${known.join(', ')}`,
    )
  return new Set(codes)
}

/** A line for each agency that is not started here, with where the hub looks for it. */
export function elsewhere(
  services: readonly Service[],
  without: ReadonlySet<string>,
  gatewayPort: number,
): readonly string[] {
  return services.flatMap((service) => {
    const { code, agency } = service
    if (agency?.external) return [`  ${code} is outside: ${agency.external.url}`]
    if (!without.has(code)) return []
    return [
      `  ${code} is left out: the hub looks for it on port ${portOf(service, gatewayPort) ?? 0}`,
    ]
  })
}

function parse(args: readonly string[]): readonly string[] {
  try {
    const options = { without: { type: 'string', multiple: true } } as const
    return parseArgs({ args: [...args], options }).values.without ?? []
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    throw new Error(`${problem}\n${usage}`, { cause: error })
  }
}
