import path from 'node:path'

import { asCalled } from '../as-called'
import type { InitCommand, Language } from './arguments'
import { sampleReferences } from './sample-records'

/** The page that goes with a new agency. */
export function readmeText({ code, field, kind, language, folder }: InitCommand): string {
  const lines = [
    `# ${code}`,
    '',
    `The subgraph of an agency of the kind \`${kind}\`. What it must do is the hub's page docs/agency-contract.md.`,
    '',
    '- `schema.graphql`: what it publishes. `agency -- check` says what a change of it means.',
    '- `agreement.json`: what it tells whom, decided by itself. Begin from the partnership’s and tighten it.',
    `- \`records.json\`: made-up people, ${sampleReferences.join(' and ')}. Put your own records in its place.`,
    '- `vectors/`: tokens, seals and digests to test with. Everybody knows their keys: never trust those.',
    ...programs[language],
    '',
    ...ways({ code, field, folder, hasProgram: language !== 'none' }),
    ...left[language],
    '',
  ]
  return asCalled(lines.join('\n'))
}

interface Made extends Pick<InitCommand, 'code' | 'field' | 'folder'> {
  readonly hasProgram: boolean
}

/** How it is looked at, by commands as they are called where the folder was made. */
function ways({ code, field, folder, hasProgram }: Made): readonly string[] {
  const references = sampleReferences.map((one) => `--reference ${one}`).join(' ')
  const dev = [
    'To see it in the workspace of a hub on this machine, beside stand-ins for the others and the made-up case; it prints',
    'with which settings your subgraph finds that hub:',
    '',
    '```sh',
    `npm run --silent agency -- dev --dir ${folder} --reference ${sampleReferences[0]} --key ${path.join(folder, 'key.pem')}`,
    '```',
    '',
  ]
  return [
    'These are called where this folder was made. To look at it from outside, while it runs and takes the key at port 4991',
    'for the hub’s:',
    '',
    '```sh',
    `npm run --silent agency -- conformance --agency ${code} --url http://127.0.0.1:4990/graphql \\`,
    `  --field ${field} --sdl ${path.join(folder, 'schema.graphql')} ${references} --keys-port 4991`,
    '```',
    '',
    ...(hasProgram ? dev : []),
  ]
}

const typescript = [
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

/** The same program as the example of an agency in Python. */
const python = [
  '- `agency_subgraph/`: the program. `hub_call.py` says who may ask: leave none of its checks out. `store.py` keeps',
  '  records in SQLite: your own store goes in its place.',
  '- `suspend "why"` in the place of `serve` ends all sharing at once, `resume` undoes it; `disclosures` prints what was',
  '  told to whom.',
  '- With `INDEX_URL` and `LINK_KEY_FILE` its people are registered with the index, in tokens.',
  '',
  'Python 3.11 or newer.',
  '',
  '```sh',
  'python3 -m venv .venv && .venv/bin/pip install -r requirements.txt',
  '.venv/bin/python -m unittest discover -t . -s tests',
  'openssl ecparam -name prime256v1 -genkey -noout -out key.pem',
  'export KEY_FILE=key.pem STORE_FILE=agency.sqlite HUB_JWKS=http://127.0.0.1:4991/.well-known/jwks.json PORT=4990',
  '.venv/bin/python -m agency_subgraph load records.json && .venv/bin/python -m agency_subgraph serve',
  '```',
]

const programs: Readonly<Record<Language, readonly string[]>> = { typescript, python, none: [] }

const left: Readonly<Record<Language, readonly string[]>> = {
  typescript: withoutIndex(),
  none: withoutIndex(),
  python: [
    'Not here yet, and needed before real people are in it: it does not ask whom others protect (AC-26), and remembers',
    'calls in its own memory (AC-10): run one process.',
  ],
}

function withoutIndex(): readonly string[] {
  return [
    'Not here yet, and needed before real people are in it: registration with the index (AC-24 to AC-26) and people who',
    'are sealed or kept from some staff (AC-19). Rows of `events` have a category each: none are told until the',
    'program decides about each row.',
  ]
}
