import { projectPath } from '../../common/project-root'
import type { Agency } from '../../common/register'
import { personIndexCode } from '../../common/registration/agency-token'
import { portsFrom } from '../../common/settings'

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
  agencies: readonly Agency[],
): readonly [ProcessPlan, ...ProcessPlan[]] {
  const ports = portsFrom(gatewayPort)
  const subgraph = (name: string, port: number): ProcessPlan => ({
    name,
    program: 'subgraphs/main',
    args: [name],
    port,
    meanwhile: name === personIndexCode ? 'nobody is found' : 'its coverage is UNAVAILABLE',
  })
  return [
    plan('gateway', 'gateway/main', { port: ports.gateway, meanwhile: 'nobody can ask' }),
    plan('sign-in', 'embedded/sign-in/main', {
      port: ports.signIn,
      meanwhile: 'nobody can sign in anew',
    }),
    subgraph(personIndexCode, ports.personIndex),
    ...agencies.map((agency) => subgraph(agency.code, ports.agency(agency.position))),
  ]
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
