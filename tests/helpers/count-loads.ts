/** How often a service has asked its database, by what it asked for, as the service itself says. @param url its root */
export async function countLoads(url: string): Promise<Readonly<Record<string, number>>> {
  const response = await fetch(`${url}/health/ready`)
  const { served } = (await response.json()) as { served: { loads: Record<string, number> } }
  return served.loads
}
