import { personIndexCode } from '../../common/services'
import type { StartService } from '../kit/service/service-start'
import { startPersonIndex } from './person-index'

/** Starts the person index as its process does. @throws Error as `startPersonIndex` */
export const startService: StartService = ({ mongodbUri, ...options }) => {
  if (mongodbUri === null) throw new Error(`${personIndexCode} keeps records and needs a database`)
  return startPersonIndex({ ...options, mongodbUri })
}
