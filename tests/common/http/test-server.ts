import { hubWording } from '../../../common/http/error-mask'
import type { HttpServer, HttpServerOptions } from '../../../common/http/server'
import { startHttpServer } from '../../../common/http/server'

export const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

/** A server as a public door has it, unless the options say otherwise. */
export function startTestServer(
  options: Partial<HttpServerOptions> & Pick<HttpServerOptions, 'routes'>,
): Promise<HttpServer> {
  return startHttpServer({
    service: 'test-service',
    host: '127.0.0.1',
    port: 0,
    requestIds: 'OWN',
    wording: hubWording,
    stopGraceMs: 300,
    report: () => undefined,
    ...options,
  })
}
