/** `npm run --silent token -- mash.analyst`: prints a bearer token for a demo user or system, and nothing else. */
import { readSignInSettings } from '../embedded/sign-in/config'
import { requestDemoToken } from '../embedded/sign-in/demo-token'
import { findDemoAccount, userNames } from '../embedded/sign-in/demo-users'
import { endOnClosedPipe } from './closed-pipe'

async function main([user, ...rest]: readonly string[]): Promise<void> {
  if (user === undefined || rest.length > 0)
    throw new Error(`Usage: npm run --silent token -- <user>\nDemo users: ${userNames()}`)
  if (!findDemoAccount(user))
    throw new Error(`There is no demo user "${user}". Demo users: ${userNames()}`)
  const { issuer } = readSignInSettings()
  console.log(await requestDemoToken(issuer, user))
}

endOnClosedPipe()
main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
