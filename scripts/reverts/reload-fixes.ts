import type { Fix } from './fix'

const inForce = 'tests/policies/in-force/policy-in-force.test.ts'
const reload = 'tests/gateway/start/policy-reload.test.ts'

/** Of the policy that changes while the hub runs. */
export const reloadFixes: readonly Fix[] = [
  {
    name: 'policy: a request is decided by the one it came under',
    file: 'gateway/start/hub-services.ts',
    fixed: 'return decide(typeName, fieldName, { ...asking, sourceKind }, policy)',
    reverted:
      'return decide(typeName, fieldName, { ...asking, sourceKind }, (parts as any).inForce.policy)',
    test: [reload, 'a request under way while the policy changes'],
  },
  {
    name: 'policy: what was decided by an older one is not remembered',
    file: 'gateway/pipeline/prepared-operation.ts',
    fixed: '...[askedOn, policy.version],',
    reverted: '...[askedOn],',
    test: [reload, 'a request under way while the policy changes'],
  },
  {
    name: 'policy: an agreement does not end by its file being lost',
    file: 'policies/in-force/policy-in-force.ts',
    fixed: 'before ? [...before.agreements.keys()] : kinds',
    reverted: 'kinds',
    test: [inForce, 'the policy in force keeps an agreement whose file is lost'],
  },
  {
    name: 'policy: an own agreement is not given up because its file is gone',
    file: 'policies/in-force/policy-in-force.ts',
    fixed: 'if (own && before)',
    reverted: 'if (own && before && !own)',
    test: [
      'tests/policies/in-force/own-agreement.test.ts',
      'an agreement of its own beside it goes on when its file is gone',
    ],
  },
  {
    name: 'policy: an agency asks its own agreement too',
    file: 'subgraphs/kit/agency/agency.ts',
    fixed: 'policies: inForce.policies,',
    reverted: 'policies: [inForce.policy],',
    test: ['tests/subgraphs/policy-reload.test.ts', 'an agency whose agreements are changed'],
  },
  {
    name: 'policy: an open enquiry goes by the terms of today',
    file: 'gateway/enquiries/enquiries.ts',
    fixed: 'if (!isOnTodaysTerms(content, check)) throw expired()',
    reverted: '',
    test: ['tests/gateway/enquiries/enquiries.test.ts', 'an enquiry'],
  },
  {
    name: 'policy: only this machine is told what is wrong with a file',
    file: 'common/http/health.ts',
    fixed: 'problem: isLocal ? problem : elsewhere',
    reverted: 'problem',
    test: ['tests/common/http/health.test.ts', '/health/ready is ready by an older policy'],
  },
]
