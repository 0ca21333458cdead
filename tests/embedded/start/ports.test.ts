import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'

import { ownServices } from '../../../common/services'
import { checkPortsAreFree, metricsPlans } from '../../../embedded/start/ports'
import { planProcesses } from '../../../embedded/start/processes'

describe('the ports of npm start', () => {
  it('for metrics are in the order of the services, and none is for the sign-in', () => {
    const metrics = { host: '127.0.0.1', port: 9464, gatewayPort: 4000 }

    expect(metricsPlans(planProcesses(4000, ownServices), metrics)).toStrictEqual([
      { name: 'the metrics of gateway', port: 9464 },
      { name: 'the metrics of web', port: 9544 },
      { name: 'the metrics of person-index', port: 9466 },
      { name: 'the metrics of insights', port: 9467 },
      { name: 'the metrics of search-tokens', port: 9468 },
    ])
  })

  it('are named, with the setting to change, when one is taken', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    const plans = [{ name: 'the metrics of gateway', port }]
    const check = checkPortsAreFree(plans, {
      host: '127.0.0.1',
      variable: 'SIGHTLINE_METRICS_PORT',
    })

    await expect(check).rejects.toThrow(
      new RegExp(`Port ${port} .* the metrics of gateway.*SIGHTLINE_METRICS_PORT`),
    )
    other.close()
  })

  it('are none that is never called: who waits for it would wait until the end', async () => {
    const plans = [{ name: 'harrowmere-gp', port: 10_080 }]
    const check = checkPortsAreFree(plans, { host: '127.0.0.1', variable: 'SIGHTLINE_PORT' })

    await expect(check).rejects.toThrow(
      /^Port 10080 .* harrowmere-gp, is never called by .*: set SIGHTLINE_PORT to another/,
    )
  })
})
