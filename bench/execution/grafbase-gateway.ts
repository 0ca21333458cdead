import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { print } from 'graphql'

import { readRegister } from '../../common/register'
import { listServices, portOf } from '../../common/services'
import { readSubgraphs } from '../../schema/compose'

/** A gateway whose program is in an npm package of its own for each system. */
const systems: Readonly<Record<string, string>> = {
  'linux x64': 'x86_64-unknown-linux-musl',
  'linux arm64': 'aarch64-unknown-linux-musl',
  'darwin x64': 'x86_64-apple-darwin',
  'darwin arm64': 'aarch64-apple-darwin',
}

/** A program to start, and what its environment must say beside the usual. */
export interface InstalledProgram {
  readonly command: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

/**
 * Installs the command line of Grafbase in a folder and writes what it composes: its development server
 * is the gateway. It listens on this machine only, keeps what it writes in the folder, and sends nothing
 * about its use anywhere: no exporter is set.
 * @throws Error when it cannot be had
 */
export function installGrafbase(
  folder: string,
  gatewayPort: number,
  port: number,
): InstalledProgram {
  const system = systems[`${process.platform} ${process.arch}`]
  if (system === undefined) throw new Error('There is no package of Grafbase for this system')
  const home = path.join(folder, 'grafbase')
  mkdirSync(home)
  writeFileSync(path.join(home, 'package.json'), '{"private":true}')
  const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts', `@grafbase/cli-${system}`]
  execFileSync('npm', args, { cwd: home, stdio: 'ignore' })
  const program = path.join(home, 'node_modules', '@grafbase', `cli-${system}`, 'grafbase')
  const config = writeSubgraphs(home, gatewayPort)
  const open = ['dev', '--config', config, '--listen-address', `127.0.0.1:${port}`]
  return {
    command: [program, '--home', home, ...open],
    environment: { HOME: home, DO_NOT_TRACK: '1' },
  }
}

/**
 * Writes the schema and address of each subgraph that the question needs; gives the file that names them. What is
 * computed it cannot compose: it wants every subgraph that shares a type to have all of its fields.
 */
function writeSubgraphs(folder: string, gatewayPort: number): string {
  const services = listServices(readRegister()).filter(({ role }) => role !== 'computed')
  const sections = readSubgraphs(services).map(({ name, sdl }, index) => {
    const file = path.join(folder, `${name}.graphql`)
    writeFileSync(file, print(sdl))
    const service = services[index]
    const port = (service && portOf(service, gatewayPort)) ?? gatewayPort
    const url = `http://127.0.0.1:${port}/graphql`
    return `[subgraphs.${name}]\nschema_path = ${JSON.stringify(file)}\nurl = "${url}"\n`
  })
  const config = path.join(folder, 'grafbase.toml')
  writeFileSync(config, sections.join('\n'))
  return config
}
