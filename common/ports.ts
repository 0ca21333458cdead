/** Of the services of the hub's own: the person index at 2, those that keep nothing from 3 to 9. */
const firstAgencyOffset = 10

/** It stands in the middle of the agencies', which go on behind it. */
const webOffset = 80

/** Where the processes of one machine listen that are no subgraph, counted from the gateway's port. */
export function portsFrom(gatewayPort: number) {
  return { gateway: gatewayPort, signIn: gatewayPort + 1, web: gatewayPort + webOffset }
}

/** How far above the gateway's port an agency listens, by its position in the register. */
export function agencyPortOffset(position: number): number {
  const offset = firstAgencyOffset + position
  return offset < webOffset ? offset : offset + 1
}
