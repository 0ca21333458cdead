import type { Fix } from './fix'

/** How much anybody may have or cost, and what time must not tell. */
export const boundFixes: readonly Fix[] = [
  {
    name: 'hostile agencies: nesting without end',
    file: 'gateway/calls/subgraph-client.ts',
    fixed: "if (!isShallow(body)) throw new SubgraphFailure('BAD_ANSWER', 'nests too deep')",
    reverted: 'if (!isShallow(body)) void 0',
    test: ['tests/gateway/pipeline/hostile-agency.test.ts', 'an agency that nests without end'],
  },
  {
    name: 'hostile agencies: more than they may, again and again',
    file: 'gateway/calls/subgraph-client.ts',
    fixed: 'this.#waste.add(asNamed(error).code === tooLarge ? this.#maxAnswerBytes : bytes)',
    reverted: 'this.#waste.add(0)',
    test: [
      'tests/gateway/pipeline/hostile-agency.test.ts',
      'an agency that sends more than it may',
    ],
  },
  {
    name: 'hostile agencies: what nobody asked for, again and again',
    file: 'gateway/calls/subgraph-client.ts',
    fixed: 'if (!isSettled && !isUsable) this.#waste.add(bytes)',
    reverted: 'if (!isSettled && !isUsable) this.#waste.add(0)',
    test: [
      'tests/gateway/pipeline/hostile-agency.test.ts',
      'an agency that sends more records than were asked for',
    ],
  },
  {
    name: 'hostile agencies: a list that is a little too long, again and again',
    file: 'gateway/pipeline/fetch-decided.ts',
    fixed: 'settle(!wrong.has(service))',
    reverted: 'settle(true)',
    test: [
      'tests/gateway/pipeline/hostile-agency.test.ts',
      'an agency whose lists are a little too long',
    ],
  },
  {
    name: 'hostile agencies: an honest answer now and then',
    file: 'gateway/calls/waste-bound.ts',
    fixed: 'if (this.#isReached && this.#now().tokens >= 0) this.#change(false)',
    reverted: 'if (this.#isReached) this.#change(false)',
    test: ['tests/gateway/calls/waste-bound.test.ts', 'the bound of what cannot be used'],
  },
  {
    name: 'hostile agencies: a longer list than was asked for',
    file: 'gateway/answer/completion.ts',
    fixed: 'return value.length === first',
    reverted: 'return true',
    test: ['tests/gateway/pipeline/hostile-agency.test.ts', 'a list of an agency'],
  },
  {
    name: 'hostile agencies: an error for each record',
    file: 'gateway/answer/response-builder.ts',
    fixed: 'return told <= maxErrorsPerField\n',
    reverted: 'return true\n',
    test: ['tests/gateway/pipeline/hostile-agency.test.ts', 'errors of one field in many records'],
  },
  {
    name: 'late agencies: a short wait counts as silence',
    file: 'gateway/calls/subgraph-client.ts',
    fixed: "if (error instanceof NotWaitedForError) return 'NOT_WAITED_FOR'",
    reverted: "if (error instanceof NotWaitedForError) return 'TIMED_OUT'",
    test: [
      'tests/gateway/calls/subgraph-client.test.ts',
      'SubgraphClient counts no call against the subgraph that its question did not wait for',
    ],
  },
  {
    name: 'late agencies: read as agencies without records',
    file: 'gateway/answer/coverage.ts',
    fixed: 'const decisive = (faults.find(isSilent) ?? faults[0])?.fault',
    reverted:
      "const decisive = faults.find(({ fault }) => fault.reason !== 'NOT_WAITED_FOR')?.fault",
    test: [
      'tests/gateway/calls/subgraph-client.test.ts',
      'an agency that a question does not wait for is told as late',
    ],
  },
  {
    name: 'late agencies: what came in part, and was kept back in part, is whole',
    file: 'gateway/answer/coverage.ts',
    fixed: 'const fault = decisiveOf(faults)',
    reverted: 'const fault = faults[0]?.fault',
    test: [
      'tests/gateway/answer/coverage.test.ts',
      'the row of an agency whose records may be of the person says first that it did not answer a part',
    ],
  },
  {
    name: 'late agencies: the index is cut short too',
    file: 'gateway/calls/sources.ts',
    fixed: 'mayBeLate: agency !== null',
    reverted: 'mayBeLate: agency !== undefined',
    test: [
      'tests/gateway/calls/subgraph-client.test.ts',
      'an agency that a question does not wait for is no other service',
    ],
  },
  {
    name: 'late agencies: a wait of any length',
    file: 'common/agency-wait.ts',
    fixed: 'return waitMs >= leastAgencyWaitMs && waitMs <= most ? waitMs : null',
    reverted: 'return Number.isNaN(waitMs) ? null : waitMs',
    test: [
      'tests/gateway/start/agency-wait.test.ts',
      'how long a question waits for agencies asks nobody where it is none',
    ],
  },
  {
    name: 'look-ups: an emergency that waits for what was asked before',
    file: 'gateway/lookups/bounds.ts',
    fixed: 'onBehalfOf ?? null, isEmergency])',
    reverted: 'onBehalfOf ?? null])',
    test: ['tests/gateway/lookups/limited-lookups.test.ts', 'looking up many people'],
  },
  {
    name: 'look-ups: a system that names another user each time',
    file: 'gateway/lookups/bounds.ts',
    fixed: 'if (onBehalfOf === undefined) return [ofPerson]',
    reverted: 'if (onBehalfOf !== null) return [ofPerson]',
    test: [
      'tests/gateway/lookups/limited-lookups.test.ts',
      'looking up many people is refused to a system',
    ],
  },
  {
    name: 'look-ups: a system in debt keeps its users from an emergency',
    file: 'gateway/lookups/bounds.ts',
    fixed: 'const system = JSON.stringify([homeAgency, staffId, isEmergency])',
    reverted: 'const system = JSON.stringify([homeAgency, staffId])',
    test: [
      'tests/gateway/lookups/limited-lookups.test.ts',
      'looking up many people is refused to a system',
    ],
  },
  {
    name: 'enquiries: as many as anybody likes',
    file: 'gateway/pipeline/answer-operation.ts',
    fixed: 'takeEnquiries(services.limits.enquiries, requester, { ...asked, policy })',
    reverted: 'void takeEnquiries',
    test: ['tests/gateway/lookups/limited-enquiries.test.ts', 'opening many enquiries is refused'],
  },
  {
    name: 'enquiries: an emergency that waits for the others',
    file: 'gateway/lookups/limited-enquiries.ts',
    fixed: '.filter((purpose) => isEmergency(purpose, policy)).length',
    reverted: '.filter((purpose) => isEmergency(purpose, policy) && false).length',
    test: ['tests/gateway/lookups/limited-enquiries.test.ts', 'opening many enquiries leaves'],
  },
  {
    name: 'look-ups: who is in debt opens no enquiry',
    file: 'gateway/lookups/lookup-limiter.ts',
    fixed: 'if (fresh.size === 0) return 0',
    reverted: 'if (fresh.size === -1) return 0',
    test: ['tests/gateway/lookups/lookup-limiter.test.ts', 'the limit of look-ups'],
  },
  {
    name: 'hidden people: one query more for them than for nobody',
    file: 'subgraphs/kit/agency/person-resolvers.ts',
    fixed: 'loadMarks(refs, limitedAccessTypes, context),',
    reverted:
      'context.loaders.loadPeople(refs).then((found) => loadMarks(found.map(({ _id }) => _id), limitedAccessTypes, context)),',
    test: [
      'tests/subgraphs/kit/agency/person-resolvers.test.ts',
      "an agency's view of a person who is hidden takes the same steps",
    ],
  },
  {
    name: 'hidden people: nobody is answered as soon as it is known',
    file: 'subgraphs/person-index/in-steps.ts',
    fixed: 'if (isNobody(found)) await wait(',
    reverted: 'if (isNobody(found) && stepMs < 0) await wait(',
    test: ['tests/subgraphs/person-index/in-steps.test.ts', 'a search in steps'],
  },
  {
    name: 'hidden people: a look-up that takes longer than that of nobody',
    file: 'subgraphs/person-index/person-lookup.ts',
    fixed: 'return found.length > 0 ? found : [nobodysId]',
    reverted: 'return found.length > 0 ? found : [nobodysId].slice(1)',
    test: [
      'tests/subgraphs/person-index/hidden-steps.test.ts',
      'a look-up of somebody hidden by the address hidden-home',
    ],
  },
]
