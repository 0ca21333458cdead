import { parseArgs } from 'node:util'

import type { StoreOptions } from './server'

/** What `npm run store` is asked to do. */
export type StoreSettings =
  | { readonly action: 'repair'; readonly directory: string }
  | { readonly action: 'serve'; readonly options: StoreOptions & { readonly directory: string } }

/** An option that is unknown or malformed; the message says which. */
export class UsageError extends Error {}

export const usage = `npm run store -- [--data DIR] [--socket PATH | --port N [--host NAME]]
npm run store -- repair --data DIR`

const defaultDirectory = '.data/store'

/** @throws UsageError */
export function readStoreSettings(
  args: readonly string[] = process.argv.slice(2),
  environment: Readonly<Record<string, string | undefined>> = process.env,
): StoreSettings {
  const { values, positionals } = parse(args)
  if (values.data === '') throw new UsageError('--data: expected a directory')
  if (positionals.length === 0) return readServeOptions(values, environment['SIGHTLINE_ENV'])
  if (positionals.join(' ') !== 'repair')
    throw new UsageError(`"${positionals.join(' ')}" is nothing that the store does`)
  const { data, ...others } = values
  if (data === undefined || Object.keys(others).length > 0)
    throw new UsageError('repair takes --data DIR and nothing else')
  return { action: 'repair', directory: data }
}

type Values = ReturnType<typeof parse>['values']

function readServeOptions(values: Values, environment: string | undefined): StoreSettings {
  const { data: directory = defaultDirectory, socket, port, host } = values
  if (socket !== undefined && (port !== undefined || host !== undefined))
    throw new UsageError('--socket and --port exclude each other')
  return {
    action: 'serve',
    options: {
      directory,
      ...(socket !== undefined && { socketPath: socket }),
      ...(host !== undefined && { host }),
      ...(port !== undefined && { port: readPort(port) }),
      ...(environment !== undefined && { environment }),
    },
  }
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { data: text, port: text, socket: text, host: text },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port <= 65_535) return port
  throw new UsageError(`--port: expected a number from 0 to 65535, got "${text}"`)
}
