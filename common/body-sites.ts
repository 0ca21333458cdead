const headSites: readonly string[] = ['HEAD', 'FACE', 'NECK']

/** True for the sites of the schema's BodySite that count as head: head, face and neck. */
export function isHeadSite(site: string): boolean {
  return headSites.includes(site)
}
