/** Types are checked by `npm run typecheck`; jest only strips them (isolatedModules). */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  transform: {
    '^.+\\.(ts|js)$': ['ts-jest', { tsconfig: { allowJs: true, isolatedModules: true } }],
  },
  transformIgnorePatterns: ['/node_modules/(?!(jose|mingo|openid-client|oauth4webapi)/)'],
  // Of these the packages have files that jest can load too; Node itself loads the others.
  moduleNameMapper: {
    '^(d3-[a-z-]+|internmap)$': '<rootDir>/node_modules/$1/dist/$1.js',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.cache/', '<rootDir>/.data/'],
  reporters: ['default', '<rootDir>/tests/helpers/tools-reporter.cjs'],
  maxWorkers: 2,
  // Tests start processes and stores: on a busy machine that takes its time, and none is about speed. A
  // test that needs longer says so; none says shorter.
  testTimeout: 120_000,
  clearMocks: true,
}
