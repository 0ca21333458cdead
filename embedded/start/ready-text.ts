/** Demo staff and what each may show; the sign-in's own list is embedded/sign-in. */
const demoUsers: readonly (readonly [user: string, shows: string])[] = [
  ['mash.analyst', 'combined person views'],
  ['mash.manager', 'combined person views'],
  ['probation.officer', 'offender management, address histories'],
  ['police.officer', 'crime prevention'],
  ['housing.officer', 'housing only: much is withheld'],
  ['csh.coordinator', 'community safety'],
  ['idva', 'domestic-abuse risk'],
  ['dpo', 'audit: no person data'],
  ['agency.developer', 'the schema: no person data'],
]

/** What `npm start` prints when everything answers: where, who, and a first question. */
export function readyText(origin: string): string {
  const width = Math.max(...demoUsers.map(([user]) => user.length))
  return [
    '',
    `Sightline is ready: ${origin}/graphql`,
    '',
    'Demo users (every person and record is made up):',
    ...demoUsers.map(([user, shows]) => `  ${user.padEnd(width)}  ${shows}`),
    '',
    'Try, in another terminal:',
    '  npm run --silent ask -- --user mash.analyst --purpose ADULT_SAFEGUARDING --case MASH-0001 \\',
    '    --reason "Call to address, injuries seen" --nhs "999 000 0018"',
    '',
    'Ctrl-C stops everything.',
  ].join('\n')
}
