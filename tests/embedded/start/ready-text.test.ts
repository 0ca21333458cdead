import { demoUsers } from '../../../embedded/sign-in/demo-users'
import { readyText } from '../../../embedded/start/ready-text'

const at = (port: number) => ({
  workspace: `http://127.0.0.1:${port + 80}`,
  origin: `http://127.0.0.1:${port}`,
})

describe('what npm start prints when it is ready', () => {
  it('has a command that finds this hub, wherever it is', () => {
    const environment = { SIGHTLINE_PORT: '4500', SIGHTLINE_DATA: "/tmp/it's here", PATH: '/bin' }

    expect(readyText(at(4500), environment)).toContain(
      String.raw`  SIGHTLINE_PORT=4500 SIGHTLINE_DATA='/tmp/it'\''s here' npm run --silent ask -- `,
    )
  })

  it('names no setting that is the default', () => {
    expect(readyText(at(4000), {})).toContain('\n  npm run --silent ask -- --user')
  })

  it('names the workspace before all else', () => {
    const [, first] = readyText(at(4000), {}).split('\n')
    expect(first).toBe('Sightline is ready: http://127.0.0.1:4080')
  })

  it('names everyone who can sign in', () => {
    const text = readyText(at(4000), {})
    const named = demoUsers.filter(({ user }) => text.includes(`\n  ${user} `))
    expect(named).toEqual(demoUsers)
  })
})
