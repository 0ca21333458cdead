/** Imports point one way: see README.md, "Folders". */
export default {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
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
      to: { path: '^(bench|common|embedded|gateway|schema|scripts|subgraphs|tests)/' },
    },
    {
      name: 'policies-and-log-are-strangers',
      severity: 'error',
      from: { path: '^(policies|disclosure-log)/' },
      to: { path: '^(policies|disclosure-log)/', pathNot: '^$1/' },
    },
    {
      name: 'shield-behind-one-door',
      severity: 'error',
      from: { pathNot: '^policies/shield/' },
      to: { path: 'node_modules/graphql-shield' },
    },
    {
      name: 'mongoose-only-in-models',
      severity: 'error',
      from: {
        pathNot:
          '^(subgraphs/[^/]+/models\\.ts$|subgraphs/kit/database\\.ts$|disclosure-log/store\\.ts$|tests/|bench/)',
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
      from: { path: '^gateway/' },
      to: { path: '^(subgraphs|embedded)/' },
    },
    {
      name: 'store-stands-alone',
      severity: 'error',
      from: { path: '^embedded/store/' },
      to: {
        path: '^(bench|common|disclosure-log|gateway|policies|schema|scripts|subgraphs|tests|embedded/(?!store/))',
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
      from: { path: '^(common|disclosure-log|embedded|gateway|policies|schema|subgraphs)/' },
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
