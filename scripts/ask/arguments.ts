import { parseArgs } from 'node:util'

/** How the person is named on the command line. */
export type PersonArgument =
  | { readonly by: 'identifier'; readonly type: string; readonly value: string }
  | { readonly by: 'address'; readonly uprn: string }
  | { readonly by: 'id'; readonly id: string }

/** What `npm run ask` was asked to do. */
export interface AskArguments {
  readonly user: string
  readonly purpose: string
  readonly caseReference: string
  readonly reason: string
  readonly person: PersonArgument
  readonly isJson: boolean
}

/** The command line cannot be understood; the message says why and how it is used. */
export class UsageError extends Error {}

export const usage = `Usage: npm run --silent ask -- --user USER --purpose PURPOSE --case CASE --reason TEXT PERSON [--json]
  PERSON is one of --nhs NUMBER, --pnc ID, --cro NUMBER, --crn NUMBER, --uprn NUMBER, --person ID
  --reason needs at least 15 characters; --json prints the raw response`

const identifierTypes = {
  nhs: 'NHS_NUMBER',
  pnc: 'PNC_ID',
  cro: 'CRO_NUMBER',
  crn: 'CRN',
} as const

/**
 * Reads the command line.
 * @throws UsageError
 */
export function readArguments(argv: readonly string[]): AskArguments {
  const values = parse(argv)
  const required = (name: 'user' | 'purpose' | 'case' | 'reason'): string => {
    const value = values[name]
    if (value === undefined || value === '') throw new UsageError(`--${name} is missing\n${usage}`)
    return value
  }
  return {
    user: required('user'),
    purpose: required('purpose'),
    caseReference: required('case'),
    reason: required('reason'),
    person: readPerson(values),
    isJson: values.json === true,
  }
}

function parse(argv: readonly string[]) {
  const text = { type: 'string' } as const
  const options = {
    ...{ user: text, purpose: text, case: text, reason: text },
    ...{ nhs: text, pnc: text, cro: text, crn: text, uprn: text, person: text },
    json: { type: 'boolean' },
  } as const
  try {
    return parseArgs({ args: [...argv], options, strict: true }).values
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${usage}`)
  }
}

function readPerson(values: ReturnType<typeof parse>): PersonArgument {
  const given: PersonArgument[] = []
  for (const name of ['nhs', 'pnc', 'cro', 'crn'] as const) {
    const value = values[name]
    if (value !== undefined) given.push({ by: 'identifier', type: identifierTypes[name], value })
  }
  if (values.uprn !== undefined) given.push({ by: 'address', uprn: values.uprn })
  if (values.person !== undefined) given.push({ by: 'id', id: values.person })
  const [person, ...others] = given
  if (!person || others.length > 0)
    throw new UsageError(
      `Name the person once: --nhs, --pnc, --cro, --crn, --uprn or --person\n${usage}`,
    )
  return person
}
