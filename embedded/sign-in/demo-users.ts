import systems from './demo-systems.json'
import users from './demo-users.json'

/** A made-up member of staff. */
export interface DemoUser {
  /** The staff id, and the name to sign in with. */
  readonly user: string
  readonly displayName: string
  readonly homeAgency: string
  readonly roles: readonly string[]
}

/** Everyone who can sign in to the demonstration. */
export const demoUsers: readonly DemoUser[] = users

/** The demo user of this name, or null. */
export function findDemoUser(name: unknown): DemoUser | null {
  return demoUsers.find(({ user }) => user === name) ?? null
}

/** Programs of organisations, which ask for users of their own; nobody can sign in as one at a browser. */
const demoSystems: readonly DemoUser[] = systems

/** Who has an access token, or null: a demo user, or a system that names its user with each request. */
export function findDemoAccount(
  name: unknown,
): { readonly account: DemoUser; readonly isSystem: boolean } | null {
  const user = findDemoUser(name)
  if (user) return { account: user, isSystem: false }
  const system = demoSystems.find((one) => one.user === name)
  return system ? { account: system, isSystem: true } : null
}

/** The names of the demo users, for messages. */
export function userNames(): string {
  return demoUsers.map(({ user }) => user).join(', ')
}
