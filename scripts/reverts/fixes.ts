/** A fix, how to undo it, and the test that then fails. */
export interface Fix {
  /** What it is a fix of. */
  readonly name: string
  readonly file: string
  /** Stands in the file exactly once. */
  readonly fixed: string
  readonly reverted: string
  /** A test file, and the words its title starts with. */
  readonly test: readonly [file: string, title: string]
}

/** One for each hazard of the libraries, by number; docs/hazards.md says what they are. */
export const hazardFixes: readonly Fix[] = [
  {
    name: 'hazard 1: aliases that look like inputs of the planner',
    file: 'gateway/authorization/re-alias.ts',
    fixed: 'return isPlain ? field.responseName : askedPrefix + field.responseName',
    reverted: 'return isPlain ? askedPrefix : field.responseName',
    test: ['tests/gateway/authorization/re-alias.test.ts', 'hazard 1'],
  },
  {
    name: 'hazard 2: arguments on an input of the planner',
    file: 'gateway/authorization/re-alias.ts',
    fixed: 'field.responseName === node.name.value && (field.definition?.args.length ?? 0) === 0',
    reverted: 'field.responseName === node.name.value',
    test: ['tests/gateway/authorization/re-alias.test.ts', 'hazard 2'],
  },
  {
    name: 'hazard 2: @requires with arguments',
    file: 'schema/composition-checks.ts',
    fixed: "if (fieldsArgument(selection).includes('('))",
    reverted: "if (fieldsArgument(selection) === '(')",
    test: ['tests/schema/compose.test.ts', 'hazard 2'],
  },
  {
    name: 'hazard 3: keys that must not be used',
    file: 'schema/composition-checks.ts',
    fixed: 'if (key.arguments?.some(isResolvableFalse))',
    reverted: 'if (key.arguments?.every(isResolvableFalse) === null)',
    test: ['tests/schema/compose.test.ts', 'hazard 3'],
  },
  {
    name: 'hazard 4: an empty plan',
    file: 'gateway/pipeline/fetch-decided.ts',
    fixed: 'errors: record.hasEmptyPlan ? [unsatisfiable()] : []',
    reverted: 'errors: record.hasEmptyPlan ? [] : []',
    test: ['tests/gateway/pipeline/fetch-decided.test.ts', 'hazard 4'],
  },
  {
    name: 'hazard 5: a plan made for somebody else',
    file: 'gateway/authorization/pruned-operation.ts',
    fixed: "const queryHash = createHash('sha256').update(print(document)).digest('hex')",
    reverted: "const queryHash = createHash('sha256').update(print(operation)).digest('hex')",
    test: ['tests/gateway/authorization/pruned-operation.test.ts', 'hazard 5'],
  },
  {
    name: 'hazard 5: a decision made about somebody else',
    file: 'gateway/pipeline/prepared-operation.ts',
    fixed:
      'return JSON.stringify([staffId, homeAgency, onBehalfOf, roles, purpose, request.askedOn])',
    reverted: 'return JSON.stringify([staffId, request.askedOn])',
    test: ['tests/gateway/pipeline/prepared-operation.test.ts', 'hazard 5'],
  },
  {
    name: 'hazard 6: rules that nobody calls',
    file: 'policies/shield/field-authorizer.ts',
    fixed: "if (decision && (decision.effect !== 'permit' || outcome === reached)) return decision",
    reverted: "if (outcome !== decision) return { effect: 'permit' } as Decision",
    test: ['tests/policies/shield/shield.test.ts', 'hazard 6'],
  },
  {
    name: 'hazard 7: what the gateway cannot do',
    file: 'schema/composition-checks.ts',
    fixed: 'return why === undefined ? [] :',
    reverted: 'return why !== null ? [] :',
    test: ['tests/schema/compose.test.ts', 'hazard 7'],
  },
  {
    name: 'hazard 8: an agency that does not answer',
    file: 'gateway/calls/subgraph-source.ts',
    fixed: 'if (error instanceof SubgraphFailure) return unavailable(words, error.reason)',
    reverted:
      "if (error instanceof SubgraphFailure) return { code: 'INTERNAL_SERVER_ERROR', message: String(error.cause) }",
    test: ['tests/gateway/calls/subgraph-source.test.ts', 'hazard 8'],
  },
  {
    name: 'hazard 9: a non-null field on a shared entity',
    file: 'schema/composition-checks.ts',
    fixed: 'if (!keys || keys.has(field.name.value) ||',
    reverted: 'if (!keys || keys.size > 0 ||',
    test: ['tests/schema/compose.test.ts', 'hazard 9'],
  },
  {
    name: 'hazard 10: a throw in a reference resolver',
    file: 'subgraphs/kit/service/reference-resolver.ts',
    fixed: 'return async (representation, context) => resolve(representation, context)',
    reverted: 'return resolve as never',
    test: ['tests/subgraphs/agency-contract.test.ts', ''],
  },
  {
    name: 'hazard 11: errors at the wrong person',
    file: 'gateway/answer/response-builder.ts',
    fixed: "return `${pathKey} ${entityId ?? ''}`",
    reverted: "return `${pathKey} ${entityId === null ? '' : 'x'}`",
    test: ['tests/gateway/answer/completion.test.ts', 'hazard 11'],
  },
  {
    name: 'hazard 12: null where a value is promised',
    file: 'gateway/answer/value-readers.ts',
    fixed: "if (value === null) throw new ShapeError(at, 'is null but may not be')",
    reverted: "if (value === at) throw new ShapeError(at, 'is null but may not be')",
    test: ['tests/gateway/answer/completion.test.ts', 'hazard 12'],
  },
  {
    name: 'hazard 12: nulls that @apollo/gateway only mentions',
    file: 'gateway/pipeline/fetch-decided.ts',
    fixed: 'const errors = [...fetched.errors, ...completed.errors, ...nulls]',
    reverted: 'const errors = [...fetched.errors, ...completed.errors]',
    test: ['tests/gateway/pipeline/fetch-decided.test.ts', 'hazard 12'],
  },
  {
    name: 'hazard 13: an agency that hangs',
    file: 'gateway/calls/subgraph-client.ts',
    fixed: 'this.#deadlines = new Deadlines(timeoutMs)',
    reverted: 'this.#deadlines = new Deadlines(timeoutMs + 60_000)',
    test: ['tests/gateway/calls/subgraph-client.test.ts', 'hazard 13'],
  },
  {
    name: 'hazard 13: an operation without bounds',
    file: 'gateway/server/limits.ts',
    fixed: "refuseAbove(aliases, limits.maxAliases, ['aliases', 'TOO_MANY_ALIASES'])",
    reverted: "refuseAbove(0, limits.maxAliases, ['aliases', 'TOO_MANY_ALIASES'])",
    test: ['tests/gateway/server/limits.test.ts', 'hazard 13'],
  },
  {
    name: 'hazard 14: the same person twice',
    file: 'gateway/calls/representations.ts',
    fixed: "const key = isAlone ? '' : JSON.stringify(fields)",
    reverted: "const key = isAlone ? '' : `${asked.length}`",
    test: ['tests/gateway/calls/subgraph-source.test.ts', 'hazard 14'],
  },
  {
    name: 'hazard 15: what an error says about the inside',
    file: 'gateway/server/error-mask.ts',
    fixed: "message: 'The hub failed to answer; nothing was disclosed.',",
    reverted: 'message,',
    test: ['tests/gateway/server/error-mask.test.ts', 'hazard 15'],
  },
  {
    name: 'hazard 16: telemetry',
    file: 'gateway/telemetry/config.ts',
    fixed: "process.env['APOLLO_TELEMETRY_DISABLED'] = 'true'",
    reverted: "process.env['APOLLO_TELEMETRY_DISABLED'] ??= 'false'",
    test: ['tests/gateway/telemetry/config.test.ts', 'hazard 16'],
  },
  {
    name: "hazard 17: the shield's defaults",
    file: 'policies/shield/rules.ts',
    fixed: 'fallbackRule: deny,',
    reverted: 'fallbackRule: allow,',
    test: ['tests/policies/shield/shield.test.ts', 'hazard 17'],
  },
  {
    name: 'hazard 17: errors that become others',
    file: 'policies/shield/rules.ts',
    fixed: 'allowExternalErrors: true,',
    reverted: 'allowExternalErrors: false,',
    test: ['tests/policies/shield/shield.test.ts', 'hazard 17'],
  },
  {
    name: 'hazard 18: a function that Node no longer has',
    file: 'policies/shield/util-is-undefined.ts',
    fixed: "if ('isUndefined' in target) return",
    reverted: "if ('isUndefined' in target || target === util) return",
    test: ['tests/policies/shield/shield.test.ts', 'hazard 18'],
  },
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
    name: 'terminal: commands in what is printed',
    file: 'scripts/terminal-text.ts',
    fixed: "cut.replaceAll(unsafeRuns, ' ')",
    reverted: 'cut',
    test: ['tests/scripts/terminal-text.test.ts', 'safeText'],
  },
  {
    name: 'terminal: the display of a code',
    file: 'scripts/ask/record-text.ts',
    fixed: '.map((part) => safeText(part, longestWord))',
    reverted: '',
    test: [
      'tests/scripts/ask/record-text.test.ts',
      'recordLines prints commands to a terminal in a code',
    ],
  },
  {
    name: 'terminal: one agency writes the line of another',
    file: 'scripts/ask/report.ts',
    fixed: 'lines.map((line) => safeText(line, longestLine))',
    reverted: 'lines',
    test: ['tests/scripts/ask/report.test.ts', 'coverageReport keeps each agency on its line'],
  },
  {
    name: 'terminal: a rejected line of an import',
    file: 'scripts/import/load-file.ts',
    fixed: 'safeText(reason, longestReason)',
    reverted: 'reason',
    test: ['tests/scripts/import/import.test.ts', 'npm run import prints a rejected line'],
  },
  {
    name: 'terminal: control characters in imported texts',
    file: 'subgraphs/kit/records/record-fields.ts',
    fixed: '  ...plainText,\n',
    reverted: '',
    test: ['tests/subgraphs/kit/records/plain-text.test.ts', 'a text of a record is refused'],
  },
]
