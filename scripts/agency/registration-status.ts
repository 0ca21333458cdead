import type { Agency } from '../../common/register'
import { openLinkKey } from '../../common/registration/link-tokens'
import { getAgencyKind } from '../../subgraphs/agency-kinds'
import { openAgencyDatabase } from '../../subgraphs/kit/agency/agency-database'
import { countDue } from '../../subgraphs/kit/index/registrar'
import { getCollection } from '../../subgraphs/kit/records/record-collection'
import { personRecordType } from '../../subgraphs/kit/records/record-loaders'

/** Where an agency's records and its link key are. */
export interface AgencyPlace {
  readonly uri: string
  readonly dataFolder: string
}

/** How many people of an agency the person index knows as they are now, under the link key of now. */
export interface RegistrationStatus {
  readonly people: number
  readonly upToDate: number
}

/** @returns null: its people are registered from the system that it reads them from */
export async function registrationStatus(
  agency: Agency,
  { uri, dataFolder }: AgencyPlace,
): Promise<RegistrationStatus | null> {
  if (agency.restMapping !== undefined) return null
  const { database, collections } = await openAgencyDatabase(
    agency,
    getAgencyKind(agency.kind),
    uri,
  )
  try {
    const people = getCollection(collections, personRecordType)
    const [all, due] = await Promise.all([
      people.countDocuments({}),
      countDue(people, openLinkKey(dataFolder)),
    ])
    return { people: all, upToDate: all - due }
  } finally {
    await database.close()
  }
}

/** The same as a line for people. */
export function registeredText(status: RegistrationStatus | null): string {
  if (status === null)
    return 'Its people are registered from the system that it reads them from, with each sweep.'
  return `${status.upToDate} of ${status.people} people are registered under the link key of now.`
}
