export const bodySites = [
  ...['HEAD', 'FACE', 'NECK', 'CHEST', 'ABDOMEN', 'BACK', 'SHOULDER', 'ARM', 'HAND', 'HIP'],
  ...['LEG', 'FOOT'],
] as const

const headSites: readonly string[] = ['HEAD', 'FACE', 'NECK']

/** True for the sites that count as head: head, face and neck. */
export function isHeadSite(site: string): boolean {
  return headSites.includes(site)
}
