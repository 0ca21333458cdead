import type { Fix } from './fix'

/** What the workspace must not tell, and who else's look-ups nobody is led to. */
export const workspaceFixes: readonly Fix[] = [
  {
    name: 'person page: who may be the same person is never read as nobody',
    file: 'web/person/possible.ts',
    fixed: "if (Array.isArray(beside?.['possiblePeople'])) return ''",
    reverted: "if (beside?.['possiblePeople'] !== undefined || !beside) return ''",
    test: ['tests/web/possible.test.ts', 'who may be the same person is never read as nobody'],
  },
  {
    name: 'late agencies: a page that is not whole yet says nothing of it',
    file: 'web/person/pages.ts',
    fixed: 'late: lateIn(request, [found.answer, beside?.answer ?? null], agencies),',
    reverted: 'late: lateIn(request, [found.answer], agencies),',
    test: [
      'tests/web/late-agencies.test.ts',
      'an agency that has not answered when a page is made is told where only what it knows',
    ],
  },
  {
    name: 'late agencies: no record on the page',
    file: 'web/words/coverage-words.ts',
    fixed: "if (status === 'UNAVAILABLE' && reason === notWaitedFor) return 'late'",
    reverted: "if (status === 'UNAVAILABLE' && reason === notWaitedFor) return 'no-record'",
    test: [
      'tests/web/late-agencies.test.ts',
      'an agency that has not answered when a page is made is told as late',
    ],
  },
  {
    name: 'late agencies: the rest of one that told a part in time',
    file: 'web/person/late.ts',
    fixed: 'row.reason === notWaitedFor ?',
    reverted: "row.reason === notWaitedFor && row.status === 'UNAVAILABLE' ?",
    test: [
      'tests/web/late-agencies.test.ts',
      'an agency that has not answered when a page is made is waited for also where a part',
    ],
  },
  {
    name: 'reviews: a decision that contradicts another is meant',
    file: 'web/reviews/decision-form.ts',
    fixed: "overrule: read('overrule') === 'yes',",
    reverted: 'overrule: true,',
    test: ['tests/web/reviews.test.ts', 'what somebody says about a pair that contradicts'],
  },
  {
    name: 'postcode page: one where nobody may be known to be is told from an empty one',
    file: 'web/address/routes.ts',
    fixed: "if (!isObject(found) || listIn(found, 'people').length === 0) {",
    reverted: 'if (!isObject(found)) {',
    test: ['tests/web/postcode-page.test.ts', 'an address looked for by its postcode where nobody'],
  },
  {
    name: 'audit: a day that is none is not taken for another',
    file: 'web/audit/audit-form.ts',
    fixed: 'if (isDay(from) && isDay(to))',
    reverted: 'if (from !== to || isDay(from))',
    test: ['tests/web/proof-page.test.ts', 'the days of an audit that are none'],
  },
  {
    name: 'own look-ups: staff of the same id at another organisation',
    file: 'gateway/audit/disclosures.ts',
    fixed: 'entry.homeAgency === homeAgency &&',
    reverted: 'entry.homeAgency !== `${homeAgency} ` &&',
    test: [
      'tests/gateway/audit/disclosures.test.ts',
      'the disclosure log, asked through the hub of the one who asks leaves out what is of staff',
    ],
  },
  {
    name: 'own look-ups: whom a refusal was about',
    file: 'gateway/audit/disclosures.ts',
    fixed: 'return people.length > 0 && isRefused !== true',
    reverted: 'return people.length > 0 && isRefused !== null',
    test: [
      'tests/gateway/audit/disclosures.test.ts',
      'the disclosure log, asked through the hub of the one who asks leaves out what is of themselves',
    ],
  },
  {
    name: 'person page: an agency that knows only somebody else counts as one that knows the person',
    file: 'web/person/pages.ts',
    fixed: 'const view = overviewOf(found, beside, { agencies, ...page })',
    reverted: 'const view = overviewOf({ ...found, ...beside }, beside, { agencies, ...page })',
    test: ['tests/web/person-insights.test.ts', 'those around the person are asked about apart'],
  },
  {
    name: 'person page: what did not come reads as none',
    file: 'web/insights/panel.ts',
    fixed:
      "return { value: null, untold: whyNot(problem), asAt: '', missing: missingIn(null, naming) }",
    reverted:
      "return { value: {}, untold: whyNot(problem), asAt: '', missing: missingIn(null, naming) }",
    test: ['tests/web/person-insights.test.ts', 'what was worked out concerns that did not come'],
  },
  {
    name: 'address page: an address where nobody may be known to be is told from an empty one',
    file: 'web/address/routes.ts',
    fixed: "if (!isObject(address) || listIn(address, 'people').length === 0) {",
    reverted: 'if (!isObject(address)) {',
    test: ['tests/web/address-page.test.ts', 'an address where nobody may be known to be'],
  },
]
