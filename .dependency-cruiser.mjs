/** Imports point one way: see README.md, "Folders". */
export default {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-circles-of-folders',
      comment:
        'Rooms are entered in one direction: a folder that needs one that needs it is one room.',
      severity: 'error',
      scope: 'folder',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '\\.config\\.(mjs|ts)$',
          '^(tests|scripts|bench)/',
          'main\\.ts$',
          'generated\\.ts$',
        ],
      },
      to: {},
    },
    {
      name: 'policies-and-log-import-nothing-of-ours',
      comment: 'A policy reads facts; the log writes entries. Neither knows a server.',
      severity: 'error',
      from: { path: '^(policies|disclosure-log)/' },
      to: {
        path: '^(bench|common|conformance|embedded|gateway|schema|scripts|subgraphs|tests|web)/',
      },
    },
    {
      name: 'policies-and-log-are-strangers',
      severity: 'error',
      from: { path: '^(policies|disclosure-log)/' },
      to: { path: '^(policies|disclosure-log)/', pathNot: '^$1/' },
    },
    {
      name: 'what-runs-asks-for-the-policy-in-force',
      comment: 'The files may change while it runs: only commands read them once.',
      severity: 'error',
      from: { path: '^(conformance|embedded|gateway|subgraphs|web|policies/(?!current-policy))' },
      to: { path: '^policies/current-policy' },
    },
    {
      name: 'shield-behind-one-door',
      severity: 'error',
      from: { pathNot: '^policies/shield/' },
      to: { path: 'node_modules/graphql-shield' },
    },
    {
      name: 'observing-behind-one-door',
      comment: 'What is written down, counted or traced passes the list of fields that may be.',
      severity: 'error',
      from: { pathNot: '^(common/observing|tests/common/observing)/' },
      to: { path: 'node_modules/(pino|prom-client|@opentelemetry)/' },
    },
    {
      name: 'mongoose-only-in-models',
      severity: 'error',
      from: {
        pathNot:
          '^(subgraphs/[^/]+/models\\.ts$|subgraphs/person-index/(keys|ledger)/models\\.ts$|subgraphs/kit/records/models\\.ts$|subgraphs/kit/service/database\\.ts$|disclosure-log/database\\.ts$|tests/|bench/)',
      },
      to: { path: 'node_modules/mongoose' },
    },
    {
      name: 'agencies-are-strangers',
      comment: 'An agency imports the kit, the policies and the log; never another agency.',
      severity: 'error',
      from: { path: '^subgraphs/(?!kit/)([^/]+)/' },
      to: { path: '^(subgraphs|gateway|embedded)/', pathNot: '^subgraphs/($1|kit)/' },
    },
    {
      name: 'kit-knows-no-agency',
      severity: 'error',
      from: { path: '^subgraphs/kit/' },
      to: { path: '^(subgraphs|gateway|embedded)/', pathNot: '^subgraphs/kit/' },
    },
    {
      name: 'gateway-knows-no-agency',
      severity: 'error',
      from: { path: '^(gateway|conformance)/' },
      to: { path: '^(subgraphs|embedded)/' },
    },
    {
      name: 'kit-rooms-in-order',
      comment: 'service → nothing, records → service, index → records, agency → all.',
      severity: 'error',
      from: { path: '^subgraphs/kit/(service|records|index)/' },
      to: { path: '^subgraphs/kit/agency/' },
    },
    {
      name: 'kit-records-know-no-index',
      comment: 'What is kept does not depend on who is told of it.',
      severity: 'error',
      from: { path: '^subgraphs/kit/records/' },
      to: { path: '^subgraphs/kit/index/' },
    },
    {
      name: 'kit-service-knows-no-records',
      severity: 'error',
      from: { path: '^subgraphs/kit/service/' },
      to: { path: '^subgraphs/kit/(records|index)/' },
    },
    {
      name: 'names-are-read-by-nobody-in-the-hub',
      comment: 'The key of names is for agencies and for who makes the tokens of a search.',
      severity: 'error',
      from: {
        path: '^(gateway|conformance|web|subgraphs/(person-index|insights)|disclosure-log)/',
      },
      to: { path: '^common/registration/name-key', reachable: true },
    },
    {
      name: 'services-without-records-use-the-service-room-alone',
      comment: 'What is no agency has no records of people: person-index, insights, mash.',
      severity: 'error',
      from: { path: '^subgraphs/(person-index|insights|search-tokens|mash)/' },
      to: { path: '^subgraphs/kit/(?!service/)' },
    },
    {
      name: 'workspace-asks-the-hub-alone',
      comment: 'What it knows of people it knows by GraphQL, with the token of who is signed in.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(conformance|disclosure-log|embedded|gateway|subgraphs)/' },
    },
    {
      name: 'workspace-is-the-outermost-room',
      comment: 'npm start reads its settings before it starts it; nothing else needs it.',
      severity: 'error',
      from: { pathNot: '^(web|tests|scripts|bench)/|^embedded/start/config' },
      to: { path: '^web/' },
    },
    {
      name: 'pages-behind-one-door',
      comment: 'Nothing but the workspace answers browsers.',
      severity: 'error',
      from: { pathNot: '^(web|tests)/' },
      to: {
        path: 'node_modules/(express|express-session|connect-mongo|helmet|csrf-sync|nunjucks|openid-client|pdfkit|d3-[a-z]+)/',
      },
    },
    {
      name: 'product-without-conformance',
      comment:
        'The executor without policy is for suites and measurements: nothing is built on it.',
      severity: 'error',
      from: { pathNot: '^(conformance|tests|bench|scripts)/' },
      to: { path: '^conformance/' },
    },
    {
      name: 'store-stands-alone',
      severity: 'error',
      from: { path: '^embedded/store/' },
      to: {
        path: '^(bench|common|conformance|disclosure-log|gateway|policies|schema|scripts|subgraphs|tests|embedded/(?!store/))',
      },
    },
    {
      name: 'nobody-imports-the-outside',
      severity: 'error',
      from: { pathNot: '^(tests|bench|scripts)/' },
      to: { path: '^(tests|bench|scripts)/' },
    },
    {
      name: 'no-dev-dependency-in-product',
      severity: 'error',
      from: {
        path: '^(common|conformance|disclosure-log|embedded|gateway|policies|schema|subgraphs|web)/',
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'types'],
    },
  },
}
