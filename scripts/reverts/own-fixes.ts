import type { Fix } from './fix'

/** Of our own mistakes: each was found by somebody, and must not come back. */
export const ownFixes: readonly Fix[] = [
  {
    name: 'required data: what a plan adds is decided too',
    file: 'gateway/pipeline/own-gateway.ts',
    fixed: 'planner.plan(document, guard))',
    reverted: 'planner.plan(document))',
    test: ['tests/gateway/pipeline/required-data.test.ts', 'data that a computed field requires'],
  },
  {
    name: 'required data: no plan of somebody who may see more',
    file: 'gateway/pipeline/own-gateway.ts',
    fixed: 'plans.get(queryHash + guard.key,',
    reverted: 'plans.get(queryHash,',
    test: ['tests/gateway/pipeline/required-data.test.ts', 'data that a computed field requires'],
  },
  {
    name: 'required data: the computing subgraph is told what it cannot see',
    file: 'gateway/calls/subgraph-source.ts',
    fixed: '[inputStatesName]: states }',
    reverted: '[inputStatesName]: [] }',
    test: ['tests/gateway/pipeline/required-data.test.ts', 'data that a computed field requires'],
  },
  {
    name: 'objects of which every child is skipped',
    file: 'gateway/authorization/pruned-operation.ts',
    fixed:
      'const isComposite = field.definition && isObjectType(getNamedType(field.definition.type))',
    reverted: 'const isComposite = field.children.length > 0',
    test: [
      'tests/gateway/pipeline/skipped-children.test.ts',
      'an object of which every child is skipped',
    ],
  },
  {
    name: 'hostile agencies: nesting without end',
    file: 'gateway/calls/subgraph-client.ts',
    fixed: "if (!isShallow(body)) throw new SubgraphFailure('BAD_ANSWER', 'nests too deep', true)",
    reverted: 'if (!isShallow(body)) void 0',
    test: ['tests/gateway/pipeline/hostile-agency.test.ts', 'an agency that nests without end'],
  },
  {
    name: 'hostile agencies: what costs counts as silence does',
    file: 'gateway/calls/subgraph-client.ts',
    fixed: "if (isCostly || reason === 'TIMED_OUT'",
    reverted: "if (reason === 'TIMED_OUT'",
    test: [
      'tests/gateway/pipeline/hostile-agency.test.ts',
      'an agency that sends more than it may',
    ],
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
    name: 'a caller who chooses what a request is called in the log',
    file: 'common/http/request-id.ts',
    fixed: "if (requestIds === 'OWN') return randomUUID()",
    reverted: "if (requestIds === ('NOBODY' as RequestIds)) return randomUUID()",
    test: ['tests/common/http/request-id.test.ts', 'the name of a request at a public door'],
  },
  {
    name: "a stranger's error with a code of ours, in an agency",
    file: 'common/http/error-mask.ts',
    fixed: 'const thrown = error.originalError ?? error',
    reverted: 'const thrown = error',
    test: ['tests/common/http/error-mask.test.ts', 'what leaves an agency'],
  },
  {
    name: 'counts of calls told to other machines',
    file: 'common/http/health.ts',
    fixed: 'const served = readCounts && isLocal ?',
    reverted: 'const served = readCounts && isLocal !== null ?',
    test: ['tests/common/http/health.test.ts', '/health/ready'],
  },
  {
    name: 'stale text in the log: what was written before is written again',
    file: 'disclosure-log/canonical-json.ts',
    fixed: 'return write(value, [])',
    reverted:
      "const known = ((write as never)['known'] ??= new WeakMap()) as never as WeakMap<object, string>; const text = known.get(value as object) ?? write(value, []); known.set(value as object, text); return text",
    test: [
      'tests/disclosure-log/canonical-json.test.ts',
      'canonical JSON says what a value says now',
    ],
  },
  {
    name: 'a neighbour who answers without end',
    file: 'common/http/bounded-fetch.ts',
    fixed: 'if (end > maxBytes) throw',
    reverted: 'if (end > maxBytes * 1000) throw',
    test: ['tests/common/http/bounded-fetch.test.ts', 'a bounded fetch refuses one byte too many'],
  },
  {
    name: 'a neighbour who sends elsewhere',
    file: 'common/http/bounded-fetch.ts',
    fixed: "redirect: 'error'",
    reverted: "redirect: 'follow'",
    test: ['tests/common/http/bounded-fetch.test.ts', 'a bounded fetch goes nowhere else'],
  },
  {
    name: 'a person index that answers without end',
    file: 'subgraphs/kit/index/index-client.ts',
    fixed: 'maxBytes: maxAnswerBytes,',
    reverted: 'maxBytes: 100 * maxAnswerBytes,',
    test: ['tests/subgraphs/kit/index/index-client.test.ts', 'what an agency posts'],
  },
  {
    name: 'keys that are too weak',
    file: 'common/keys/key-set.ts',
    fixed: 'return key && kind.isStrong(key) ? key : null',
    reverted: 'return key',
    test: ['tests/common/keys/key-set.test.ts', 'a published key set passes over'],
  },
  {
    name: 'key sets without end',
    file: 'common/keys/key-set.ts',
    fixed: 'published.slice(0, maxKeys)',
    reverted: 'published.slice(0)',
    test: ['tests/common/keys/key-set.test.ts', 'a published key set is read as far as'],
  },
  {
    name: 'a key that takes the id of another',
    file: 'common/keys/key-set.ts',
    fixed: 'keys.has(kid) ? null : readKey(jwk)',
    reverted: 'readKey(jwk)',
    test: ['tests/common/keys/key-set.test.ts', 'a published key set has the first'],
  },
  {
    name: 'queries that fill the memory',
    file: 'gateway/server/known-queries.ts',
    fixed: 'maxSize: maxTotalLength,',
    reverted: '',
    test: [
      'tests/gateway/server/known-queries.test.ts',
      'a query that is known is forgotten when many long ones',
    ],
  },
]
