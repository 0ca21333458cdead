import type { Fix } from './fix'

const query = 'tests/gateway/fhir/person-info-query.test.ts'
const bounds = 'tests/gateway/fhir/bounds.test.ts'

/** The door of the national standard: who may ask, for which reason, and what an answer gives away. */
export const maisFixes: readonly Fix[] = [
  {
    name: 'MAIS: a law that another role acts under',
    file: 'gateway/fhir/person-info-query.ts',
    fixed: 'purpose !== null && mayClaim(requester.roles, purpose, policy) ? purpose : null',
    reverted: 'purpose',
    test: [query, 'a system that may not ask is denied for a law of another role'],
  },
  {
    name: 'MAIS: a law on another day',
    file: 'policies/reasons.ts',
    fixed: 'row.reason === reason && row.inForceFrom <= day && day <= row.inForceUntil',
    reverted: 'row.reason === reason && day !== row.reason',
    test: [
      'tests/policies/reasons.test.ts',
      'a law as the reason for asking is taken on the days of its row only',
    ],
  },
  {
    name: 'MAIS: an emergency claimed by the name of a law',
    file: 'policies/reasons.ts',
    fixed: 'if (terms.get(row.purpose)?.isBreakGlass)',
    reverted: 'if (terms.size === 0)',
    test: ['tests/policies/reasons.test.ts', 'the file of reasons is refused with an emergency'],
  },
  {
    name: 'MAIS: a denial that nobody writes down',
    file: 'gateway/pipeline/deny-request.ts',
    fixed: 'return logRefusal(services, refusal, {',
    reverted: 'if (services) return refusal\n  return logRefusal(services, refusal, {',
    test: [query, 'a system that may not ask is denied for a law that is not on the list'],
  },
  {
    name: 'MAIS: denials without a bound',
    file: 'gateway/pipeline/deny-request.ts',
    fixed: 'takeRefusedReason(limits.enquiries, requester)',
    reverted: 'void [takeRefusedReason, limits, requester]',
    test: [query, 'a system that asks too often for reasons that are not taken is told'],
  },
  {
    name: 'MAIS: a person who asks as if they were a system',
    file: 'gateway/fhir/person-info-query.ts',
    fixed: 'if (onBehalfOf === undefined)',
    reverted: "if (onBehalfOf === '')",
    test: [query, 'a system that may not ask may not be a person'],
  },
  {
    name: 'MAIS: a system of nobody in the register',
    file: 'gateway/fhir/person-info-query.ts',
    fixed: 'if (!register.some(({ code }) => code === homeAgency))',
    reverted: "if (homeAgency === '' && register.length > 0)",
    test: [query, 'a system that may not ask must be of a registered organisation'],
  },
  {
    name: 'MAIS: silence told as "not known"',
    file: 'gateway/fhir/answer.ts',
    fixed: "if (coverage.every(({ status }) => status === 'NO_RECORD'))",
    reverted: 'if (coverage.length > 0)',
    test: [query, 'whether the person is known is not told when nobody knows them'],
  },
  {
    name: 'MAIS: an opening of an enquiry under the name of the question',
    file: 'gateway/fhir/ask-hub.ts',
    fixed: 'requestId: randomUUID(), enquiryToken: null',
    reverted: 'enquiryToken: randomUUID() && null',
    test: [query, 'the answer in FHIR is written down with the reason'],
  },
  {
    name: 'MAIS: text of an agency as it came',
    file: 'gateway/fhir/plain-text.ts',
    fixed: String.raw`value.replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim()`,
    reverted: 'value',
    test: [query, 'the answer in FHIR keeps what an agency sends'],
  },
  {
    name: 'MAIS: two identifiers, perhaps of two people',
    file: 'gateway/fhir/read-question.ts',
    fixed: 'if (another)',
    reverted: 'if (another && !found)',
    test: [bounds, 'what is no question is refused with what is wrong, and quotes nothing: two'],
  },
  {
    name: 'MAIS: a parameter that looks like a condition and is not read',
    file: 'gateway/fhir/read-question.ts',
    fixed: "typeof name !== 'string' || !names.includes(name)",
    reverted: "typeof name !== 'string'",
    test: [
      bounds,
      'what is no question is refused with what is wrong, and quotes nothing: a param',
    ],
  },
  {
    name: 'MAIS: nesting without end',
    file: 'gateway/fhir/read-question.ts',
    fixed: 'if (nestsDeeperThan(content, maxLevels)) throw',
    reverted: 'if (nestsDeeperThan(content, maxLevels * 10)) throw',
    test: [
      bounds,
      'what is no question is refused with what is wrong, and quotes nothing: too many',
    ],
  },
]
