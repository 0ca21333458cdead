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

/** The names of the demo users, for messages. */
export function userNames(): string {
  return demoUsers.map(({ user }) => user).join(', ')
}
