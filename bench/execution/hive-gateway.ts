import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'

/** The gateway of another maker, installed only when the bench is asked for it. */
const packages = ['@graphql-hive/gateway-runtime', 'graphql@16']

const program = (supergraph: string, port: number) => `
const { readFileSync } = require('node:fs')
const { createServer } = require('node:http')
const { createGatewayRuntime } = require('@graphql-hive/gateway-runtime')
const gateway = createGatewayRuntime({
  supergraph: readFileSync(${JSON.stringify(supergraph)}, 'utf8'),
  logging: false,
  maskedErrors: false,
})
createServer(gateway).listen(${port}, '127.0.0.1', () => console.log('hive listens'))
`

/** Installs it in a folder and gives the arguments that start it. @throws Error when it cannot be had */
export function installHiveGateway(
  folder: string,
  supergraph: string,
  port: number,
): readonly string[] {
  writeFileSync(path.join(folder, 'package.json'), '{"private":true}')
  const args = [
    'install',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--engine-strict=false',
    ...packages,
  ]
  execFileSync('npm', args, { cwd: folder, stdio: 'ignore' })
  const file = path.join(folder, 'hive.cjs')
  writeFileSync(file, program(supergraph, port))
  return [file]
}
