const blockedPorts: ReadonlySet<number> = new Set([
  ...[
    1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102,
  ],
  ...[
    103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465,
  ],
  ...[
    512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993,
  ],
  ...[
    995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668,
  ],
  ...[6669, 6679, 6697, 10_080],
])

/** Of a port for which `isBlockedPort` holds, in the middle of a sentence. */
export const blockedPortProblem =
  'is never called by browsers and by fetch, because another protocol is known by it'

/**
 * Whether no browser and no `fetch` calls this port: what listens on it is well, and never reached.
 * @see https://fetch.spec.whatwg.org/#port-blocking
 */
export function isBlockedPort(port: number): boolean {
  return blockedPorts.has(port)
}

/** Why nothing can be asked at an address, as the end of a sentence about it; null: it can. */
export function findUrlProblem(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') return 'is no http or https URL'
  return isBlockedPort(Number(url.port))
    ? `has the port ${url.port}, which ${blockedPortProblem}`
    : null
}
