import type { Repeating } from '../../common/repeating'
import { repeat } from '../../common/repeating'
import { agenciesOf, personIndexCode } from '../../common/services'
import type { GatewaySettings } from '../config'
import { createIndexQuestions } from '../notices/ask-index'
import { followOnce } from '../notices/notice-follower'
import type { Parts } from './gateway-parts'

/** Makes notices of links that are undone, for as long as the gateway runs; null: it does not look. */
export function followNotices(
  { services }: Pick<GatewaySettings, 'services'>,
  { key, log, notices: store, noticesEveryMs, recordNames, inForce, now, report }: Parts,
): Repeating | null {
  const url = services.find(({ code }) => code === personIndexCode)?.url ?? null
  if (noticesEveryMs === null || url === null) return null
  const parts = {
    ...{ store, now, namesOf: recordNames, register: agenciesOf(services) },
    index: createIndexQuestions(key, url),
    find: (question: Parameters<typeof log.find>[0]) => log.find(question),
    policy: () => inForce.policy,
  }
  let isStopped = false
  const catchUp = async () => {
    while (!isStopped && (await followOnce(parts)));
  }
  const following = repeat(catchUp, { pauseMs: noticesEveryMs, onFailure: report })
  return {
    stop() {
      isStopped = true
      return following.stop()
    },
  }
}
