import { fhirNames } from './names'

interface ParameterDefinition {
  readonly name: string
  readonly use: 'in' | 'out'
  readonly min: 0 | 1
  readonly max: '1' | '*'
  readonly type?: string
  readonly documentation: string
  readonly part?: readonly ParameterDefinition[]
}

const asked: readonly ParameterDefinition[] = [
  asks('resource', 1, 'Patient', 'Exactly one identifier of a system that the hub knows.'),
  asks('reason', 1, 'uri', 'The address of the law that is acted under.'),
  asks('identifier', 0, 'Identifier', 'What the asking system calls its case or request.'),
  asks('public-interest-test', 0, 'string', 'Why confidential health data may be disclosed.'),
]

const answered: readonly ParameterDefinition[] = [
  tells('match', 1, 'Whether an agency knows the person, and how each answered.', 'boolean'),
  tells('decision', 1, 'PERMIT, or REVIEW: answered, and looked at afterwards.', 'code'),
  {
    ...tells('contact', 0, 'Whom to ring at an agency that knows the person.', 'Organization'),
    max: '*',
  },
  {
    ...tells('involvement', 0, 'A service that works or worked with the person.'),
    max: '*',
    part: [
      tells('organization', 1, 'The id of a contact.', 'id'),
      tells('service', 0, 'What it does with the person.', 'string'),
      tells('role', 0, 'The job of whoever works with them; never a name.', 'string'),
      tells('desk', 0, 'Where to ring.', 'string'),
      tells('period', 0, 'Since when, and until when.', 'Period'),
    ],
  },
]

/** What `$person-info-query` takes and tells. @see https://hl7.org/fhir/R4/operationdefinition.html */
export const operationDefinition = {
  resourceType: 'OperationDefinition',
  id: 'person-info-query',
  url: fhirNames.operation,
  name: 'PersonInfoQuery',
  status: 'draft',
  kind: 'operation',
  description: 'Who works with this person, and whom to ring.',
  affectsState: false,
  code: 'person-info-query',
  resource: ['Patient'],
  system: false,
  type: true,
  instance: false,
  parameter: [...asked, ...answered],
} as const

function asks(name: string, min: 0 | 1, type: string, documentation: string): ParameterDefinition {
  return { name, use: 'in', min, max: '1', documentation, type }
}

function tells(name: string, min: 0 | 1, documentation: string, type?: string) {
  return { name, use: 'out', min, max: '1', documentation, ...(type ? { type } : {}) } as const
}
