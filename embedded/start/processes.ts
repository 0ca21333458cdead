import { portsFrom } from '../../common/ports'
import { projectPath } from '../../common/project-root'
import type { Service } from '../../common/services'
import { personIndexCode, portOf, searchTokensCode } from '../../common/services'

/** One process of the hub on this machine. */
export interface ProcessPlan {
  /** Shown to people: an agency's code, or what the process is. */
  readonly name: string
  /** Path of its program from the project's root, without the extension. */
  readonly program: string
  readonly args: readonly string[]
  /** Null for the store, which listens on a socket. */
  readonly port: number | null
  /** What follows for people who ask while it does not run. */
  readonly meanwhile: string
}

/** Every process that listens on a port, in the order in which they are started. */
export function planProcesses(
  gatewayPort: number,
  services: readonly Service[],
): readonly [ProcessPlan, ...ProcessPlan[]] {
  const ports = portsFrom(gatewayPort)
  return [
    plan('gateway', 'gateway/main', { port: ports.gateway, meanwhile: 'nobody can ask' }),
    plan('sign-in', 'embedded/sign-in/main', {
      port: ports.signIn,
      meanwhile: 'nobody can sign in anew',
    }),
    plan('web', 'web/main', { port: ports.web, meanwhile: 'nobody can use the workspace' }),
    ...services.flatMap((service) => planSubgraph(service, portOf(service, gatewayPort))),
  ]
}

const meanwhileWithout: Readonly<Record<string, string>> = {
  [personIndexCode]: 'nobody is found',
  [searchTokensCode]: 'nobody is found by name',
}

/** Nothing for one that runs in the gateway. */
function planSubgraph({ code }: Service, port: number | null): readonly ProcessPlan[] {
  if (port === null) return []
  const meanwhile = meanwhileWithout[code] ?? 'its coverage is UNAVAILABLE'
  return [{ name: code, program: 'subgraphs/main', args: [code], port, meanwhile }]
}

/** The embedded store, used when MONGODB_URI is not set. */
export function planStore(dataFolder: string): ProcessPlan {
  const args = ['--data', `${dataFolder}/store`]
  const meanwhile = 'nothing is answered; what was written before is kept'
  return { ...plan('store', 'embedded/store/main', { port: null, meanwhile }), args }
}

/** Node's arguments that run a program from sources or from the build, whichever this is. */
export function nodeArguments(program: string, args: readonly string[]): string[] {
  const fromSources = __filename.endsWith('.ts')
  const entry = projectPath(
    ...(fromSources ? [] : ['dist']),
    `${program}.${fromSources ? 'ts' : 'js'}`,
  )
  return [...(fromSources ? ['--import', 'tsx'] : []), entry, ...args]
}

function plan(
  name: string,
  program: string,
  rest: Pick<ProcessPlan, 'port' | 'meanwhile'>,
): ProcessPlan {
  return { name, program, args: [], ...rest }
}
