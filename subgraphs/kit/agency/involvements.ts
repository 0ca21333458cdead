import type { Agency } from '../../../common/register'
import { createRecordModel } from '../records/models'
import { day, type RecordFields, requiredDay, requiredText, text } from '../records/record-fields'
import type { RecordModel } from '../records/record-collection'
import type { Connection } from '../service/database'
import type { AgencyKind } from './agency-kind'
import type { EventTeller } from './event-teller'

/** The list, and the type of its records, that every kind has: who works with the person. */
export const involvements = { list: 'involvements', recordType: 'involvement' } as const

const shortText = { ...text, maxlength: 200 }

const involvement: RecordFields = {
  service: { ...requiredText, maxlength: 200 },
  workerRole: shortText,
  startDate: requiredDay,
  endDate: day,
  desk: { ...requiredText, maxlength: 200 },
  deskTelephone: { type: String, match: /^[+\d][\d ]{4,20}$/ },
  deskHours: shortText,
}

/** The models of an agency by record type: those of its kind, and what every agency keeps. */
export function createKindModels(
  kind: Pick<AgencyKind, 'createModels'>,
  connection: Connection,
  agency: Agency,
): Readonly<Record<string, RecordModel>> {
  const { recordType } = involvements
  const model = createRecordModel(connection, { name: recordType, fields: involvement })
  return { ...kind.createModels(connection, agency), [recordType]: model }
}

/** That a service works with the person, told as an event. */
export const involvementTeller: EventTeller = {
  kind: 'INVOLVEMENT',
  category: 'INVOLVEMENT',
  tell: ({ endDate }) => ({
    sentence:
      typeof endDate === 'string'
        ? 'A service of the agency worked with the person.'
        : 'A service of the agency works with the person.',
  }),
}
