import type { Fix } from './fix'

/** How services stop, say whether they are ready, and put callers off, each undone where it is kept. */
export const lifecycleFixes: readonly Fix[] = [
  {
    name: 'draining: a connection that goes on after the last response',
    file: 'common/http/respond.ts',
    fixed: 'const isLast = isStopping() || !request.complete',
    reverted: 'const isLast = !request.complete',
    test: ['tests/common/http/server.test.ts', 'stopping the HTTP server'],
  },
  {
    name: 'draining: ready until the end',
    file: 'common/http/health.ts',
    fixed: 'if (isServerStopping) return',
    reverted: 'if (isServerStopping === null) return',
    test: ['tests/common/http/health.test.ts', '/health/ready says no as soon as'],
  },
  {
    name: 'draining: whoever asks whether it is ready is turned away',
    file: 'common/http/server.ts',
    fixed: 'if (stopNoticeMs > 0) await sleep(stopNoticeMs)',
    reverted: 'if (stopNoticeMs < 0) await sleep(stopNoticeMs)',
    test: ['tests/gateway/main.test.ts', "the gateway's process says that it is not ready"],
  },
  {
    name: 'draining: a connection that was never used',
    file: 'common/http/server.ts',
    fixed: 'if (socket.bytesRead === 0) socket.destroy()',
    reverted: 'if (socket.bytesRead < 0) socket.destroy()',
    test: ['tests/common/http/server.test.ts', 'stopping the HTTP server does not wait'],
  },
  {
    name: 'draining: a grace shorter than the time of an agency',
    file: 'common/stop-times.ts',
    fixed: 'const graceMs = waitsMs + logTimeoutMs',
    reverted: 'const graceMs = Math.min(waitsMs, logTimeoutMs)',
    test: ['tests/gateway/disclosures/unanswered.test.ts', 'a gateway that stops answers'],
  },
  {
    name: 'draining: a starter that kills before the gateway has ended',
    file: 'common/stop-times.ts',
    fixed: 'return limitMs + 1000',
    reverted: 'return Math.min(limitMs, 3500)',
    test: ['tests/common/stop-times.test.ts', 'how long what is to stop'],
  },
  {
    name: 'ready: one agency that is down takes every gateway away',
    file: 'gateway/start/readiness.ts',
    fixed: "const index = services.filter(({ role }) => role === 'index')",
    reverted: 'const index = services',
    test: ['tests/gateway/start/readiness.test.ts', 'whether a gateway is ready does not depend'],
  },
  {
    name: 'ready: while nothing is asked of the index',
    file: 'gateway/start/readiness.ts',
    fixed: 'isLeftAlone(code) ? Promise.resolve(false) : check()',
    reverted: 'isLeftAlone(code) ? check() : check()',
    test: ['tests/gateway/start/readiness.test.ts', 'a gateway that leaves its index alone'],
  },
  {
    name: 'ready: while there is no room for the log',
    file: 'disclosure-log/disclosure-log.ts',
    fixed: '    await store.tryToWrite(log)\n',
    reverted: '',
    test: [
      'tests/disclosure-log/disk-full.test.ts',
      'the disclosure log on a disk that is full is known to take nothing',
    ],
  },
  {
    name: 'the index is left alone for as long as an agency',
    file: 'gateway/calls/clients.ts',
    fixed: "role === 'index' ? indexBreaker : {}",
    reverted: "role === 'index' ? {} : {}",
    test: [
      'tests/gateway/calls/subgraph-client.test.ts',
      'an agency that stays silent is tried again after a second',
    ],
  },
  {
    name: 'keys that cannot be had: staff are told to sign in again',
    file: 'common/keys/checkable-key.ts',
    fixed: "throw new HubError('KEYS_UNAVAILABLE', messages[reason], details)",
    reverted:
      "throw new HubError('UNAUTHENTICATED', messages[reason], { ...details, httpStatus: 401 })",
    test: ['tests/gateway/authentication/authenticate.test.ts', 'signing in is put off'],
  },
  {
    name: 'keys that cannot be had: a new key is taken for none',
    file: 'common/keys/remote-keys.ts',
    fixed: 'if (this.#isTooOld() || this.#lastError !== null)',
    reverted: 'if (this.#isTooOld())',
    test: ['tests/common/keys/remote-keys.test.ts', 'keys published at a URL are an error'],
  },
  {
    name: 'keys that cannot be had: an agency is refused for good',
    file: 'common/registration/agency-token.ts',
    fixed: "await findCheckableKey(keys, kid, 'AGENCY_KEYS_UNAVAILABLE')",
    reverted: 'await keys(kid).catch(() => null)',
    test: ['tests/common/registration/agency-token.test.ts', "an agency's token is put off"],
  },
]
