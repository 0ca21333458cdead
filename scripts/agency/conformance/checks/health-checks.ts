import { isObject, parseJson } from '../../../../common/json'
import { get } from '../ask'
import type { Check } from '../subject'

/** How an agency says how it is. */
export const healthChecks: readonly Check[] = ['/health/live', '/health/ready'].map((path) => ({
  point: 'AC-27',
  name: `${path} says how it is, without a token`,
  async run(subject) {
    const { status, text } = await get(subject, path)
    const said = parseJson(text)
    if (status !== 200) return `it is answered with status ${status}`
    const isSaid =
      isObject(said) && said['service'] === subject.code && typeof said['status'] === 'string'
    return isSaid ? null : 'its body does not say service and status'
  },
}))
