import { projectPath } from '../../common/project-root'
import type { Agency } from '../../common/register'
import type { OpenRecordSource } from '../kit/agency/record-source'
import { personRecordType } from '../kit/records/record-loaders'
import { getCollection } from '../kit/records/record-collection'
import { repeat } from '../../common/repeating'
import { reportWaiting } from '../kit/service/service-observer'
import { readRestSettings } from './config'
import type { RestSettings } from './config'
import { readMapping } from './mapping'
import type { RestSource } from './rest-loaders'
import { createRestLoaders } from './rest-loaders'
import { sweep } from './rest-registrar'
import { VendorClient } from './vendor-client'

/**
 * What reads an agency's records from its vendor's system; null for an agency that keeps its own.
 * @param settings default: from the environment
 * @throws Error that names the variable, or the place in the mapping, that is wrong
 */
export function openRestSource(agency: Agency, settings?: RestSettings): OpenRecordSource | null {
  const { restMapping, code, kind } = agency
  if (restMapping === undefined) return null
  const rest = settings ?? readRestSettings(code)
  const client = new VendorClient(rest)
  return ({ models, collections, outbox, index, keys, logger }) => {
    const recordTypes = Object.keys(models).filter((type) => type !== personRecordType)
    const mapping = readMapping(projectPath(restMapping), kind, recordTypes)
    const marks = getCollection(collections, personRecordType)
    const source: RestSource = { mapping, client, models, marks }
    return {
      createLoaders: () => createRestLoaders(source),
      startRegistering: () =>
        repeat(() => sweep({ ...index, ...keys, source, outbox }), {
          pauseMs: rest.sweepSeconds * 1000,
          onFailure: reportWaiting(logger, 'registration waiting'),
        }),
    }
  }
}
