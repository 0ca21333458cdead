import { humanise } from './text'

/** Kinds of event that share a shape in the picture and a tick in the filter. */
export const eventGroups = [
  { group: 'incident', words: 'Incident or concern' },
  { group: 'health', words: 'Health visit or ambulance' },
  { group: 'contact', words: 'Contact or support' },
  { group: 'assessment', words: 'Assessment or meeting' },
  { group: 'order', words: 'Court, order or conviction' },
  { group: 'refusal', words: 'Help refused' },
  { group: 'lasting', words: 'Home, plan or service' },
  { group: 'silence', words: 'Case open, nothing written down' },
] as const

export type EventGroup = (typeof eventGroups)[number]['group']

/** What a picture draws as a mark; the others are times. */
export type MarkGroup = Exclude<EventGroup, 'lasting' | 'silence'>

export function isMark(group: EventGroup): group is MarkGroup {
  return group !== 'lasting' && group !== 'silence'
}

const groups: Readonly<Record<string, EventGroup>> = {
  ...of('incident', 'CALL CRIME ANTI_SOCIAL_BEHAVIOUR HATE_CRIME CONCERN ECONOMIC_ABUSE'),
  ...of('incident', 'INTELLIGENCE MARKER'),
  ...of('health', 'ATTENDANCE AMBULANCE_CALL ENCOUNTER DETENTION'),
  ...of('assessment', 'RISK_ASSESSMENT CAPACITY_ASSESSMENT ENQUIRY CONFERENCE PUBLIC_PROTECTION'),
  ...of('order', 'CONVICTION CAUTION ORDER WARRANT HEARING SENTENCE'),
  ...of('refusal', 'REFUSAL'),
  ...of('lasting', 'TENANCY HOUSEHOLD ADDRESS REGISTRATION INVOLVEMENT EPISODE CASE PLAN'),
  ...of('silence', 'SILENCE'),
}

const kinds: Readonly<Record<string, string>> = {
  CALL: 'Police call or incident',
  ANTI_SOCIAL_BEHAVIOUR: 'Anti-social behaviour',
  ATTENDANCE: 'Hospital or unit visit',
  AMBULANCE_CALL: 'Ambulance call',
  ENCOUNTER: 'Contact with the practice',
  REGISTRATION: 'Registered with a practice',
  ALCOHOL_INTAKE: 'Drinking, as they said',
  ENQUIRY: 'Safeguarding enquiry',
  CAPACITY_ASSESSMENT: 'Mental capacity assessment',
  REFUSAL: 'Refused help',
  EPISODE: 'Treatment',
  INVOLVEMENT: 'Works with them',
  HOUSEHOLD: 'In a household',
  CONFERENCE: 'Meeting of agencies',
  DISCLOSURE_APPLICATION: 'Asked about somebody’s past',
  PUBLIC_PROTECTION: 'Public protection (MAPPA)',
  CASE: 'Case taken on',
  SILENCE: 'Nothing written down',
}

const sites: Readonly<Record<string, string>> = { HIP: 'Hip and pelvis', NECK: 'Neck and throat' }

const parts: Readonly<Record<string, string>> = {
  SUSPECT: 'Suspected, not convicted',
  SERVICE_USER: 'Uses the service',
  PRESENT: 'Was there',
  HOUSEHOLD_MEMBER: 'In the household, not on the tenancy',
  PROTECTED: 'Protected by the order',
}

/** The group of a kind; one this page does not know is a contact. */
export function groupOf(kind: string): EventGroup {
  return Object.hasOwn(groups, kind) ? (groups[kind] ?? 'contact') : 'contact'
}

/** A kind of event as staff call it. */
export function kindOfEventWords(kind: string): string {
  return pick(kinds, kind)
}

/** A part of the body. */
export function bodySiteWords(site: string): string {
  return pick(sites, site)
}

/** Somebody's part in a record. */
export function partWords(role: string): string {
  return pick(parts, role)
}

function pick(words: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(words, name) ? (words[name] ?? '') : humanise(name)
}

function of(group: EventGroup, names: string): Record<string, EventGroup> {
  return Object.fromEntries(names.split(' ').map((name) => [name, group]))
}
