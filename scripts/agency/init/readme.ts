import { asCalled } from '../as-called'
import type { InitCommand } from './arguments'
import { sampleReferences } from './sample-records'

/** The page that goes with a new agency. */
export function readmeText({ code, field, kind, language }: InitCommand): string {
  const lines = [
    `# ${code}`,
    '',
    `The subgraph of an agency of the kind \`${kind}\`. What it must do is the hub's page docs/agency-contract.md.`,
    '',
    '- `schema.graphql`: what it publishes. `agency -- check` says what a change of it means.',
    '- `agreement.json`: what it tells whom, decided by itself. Begin from the partnership’s and tighten it.',
    `- \`records.json\`: made-up people, ${sampleReferences.join(' and ')}. Put your own records in its place.`,
    '- `vectors/`: tokens, seals and digests to test with. Everybody knows their keys: never trust those.',
    ...(language === 'none' ? [] : program),
    '',
    'To look at it from outside, from the folder of the hub, while it runs and takes the key at port 4991 for the hub’s:',
    '',
    '```sh',
    `npm run --silent agency -- conformance --agency ${code} --url http://127.0.0.1:4990/graphql \\`,
    `  --field ${field} --sdl schema.graphql ${sampleReferences.map((one) => `--reference ${one}`).join(' ')} --keys-port 4991`,
    '```',
    '',
    'Not here yet, and needed before real people are in it: registration with the index (AC-24 to AC-26) and people who',
    'are sealed or kept from some staff (AC-19). Rows of `events` have a category each: none are told until the',
    'program decides about each row.',
    '',
  ]
  return asCalled(lines.join('\n'))
}

const program = [
  '- `hub-call.mjs`: who may ask. Leave none of its checks out.',
  '- `agency.mts`: what is told of whom. `server.mts`: serves it, and writes down before it answers.',
  '- The file `suspended`, with anything in it, ends all sharing at once; without it sharing goes on.',
  '',
  '```sh',
  'npm install',
  'openssl ecparam -name prime256v1 -genkey -noout -out key.pem',
  'PORT=4990 HUB_JWKS=http://127.0.0.1:4991/.well-known/jwks.json KEY_FILE=key.pem RECORD_FILE=record.ndjson npm start',
  '```',
]
