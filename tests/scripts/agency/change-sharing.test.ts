import {
  changeSharing,
  readSharingCommand,
  sharingText,
} from '../../../scripts/agency/change-sharing'
import type { Suspension } from '../../../subgraphs/kit/agency/sharing-switch'

class Sharing {
  suspension: Suspension | null = null
  suspend(reason: string) {
    this.suspension = { reason, since: new Date('2026-01-01T10:00:00Z') }
    return Promise.resolve()
  }
  resume() {
    this.suspension = null
    return Promise.resolve(true)
  }
  findSuspension() {
    return Promise.resolve(this.suspension)
  }
}

const read = (...args: string[]) => readSharingCommand(args)

describe('the command of an agency', () => {
  it('stops sharing with a reason, says so, and starts again', async () => {
    const sharing = new Sharing()
    const suspend = read('suspend', 'harrowmere-homes', '--reason', ' data breach ')
    const suspended = await changeSharing(sharing, suspend)
    expect(sharingText(suspended)).toBe(
      'harrowmere-homes shares nothing since 2026-01-01T10:00:00.000Z: data breach',
    )
    expect(await changeSharing(sharing, read('status', 'harrowmere-homes', '--json'))).toEqual({
      ...{ agency: 'harrowmere-homes', isShared: false },
      ...{ suspendedSince: '2026-01-01T10:00:00.000Z', reason: 'data breach' },
    })
    const resumed = await changeSharing(sharing, read('resume', 'harrowmere-homes'))
    expect(sharingText(resumed)).toBe('harrowmere-homes shares.')
  })

  it.each<[string, string[]]>([
    ['no reason', ['suspend', 'harrowmere-homes']],
    ['a reason of blanks', ['suspend', 'harrowmere-homes', '--reason', '  ']],
    ['no agency', ['resume']],
    ['an unknown verb', ['pause', 'harrowmere-homes', '--reason', 'x']],
    ['an unknown option', ['resume', 'harrowmere-homes', '--now']],
    ['more than one agency', ['resume', 'a', 'b']],
    ['nothing', []],
  ])('is refused with %s', (_what, words) => {
    expect(() => readSharingCommand(words)).toThrow('Usage: npm run agency')
  })

  it('says only how it is written when that is asked', () => {
    expect(() => read('status', '--help')).toThrow(/^Usage: npm run agency/)
  })
})
