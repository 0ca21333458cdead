import { changeSharing, readSharingCommand } from '../../../scripts/agency/change-sharing'
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

describe('the command of an agency', () => {
  it('stops sharing with a reason, says so, and starts again', async () => {
    const sharing = new Sharing()
    const suspend = readSharingCommand(['suspend', 'harrowmere-homes'], ' data breach ')
    await expect(changeSharing(sharing, suspend)).resolves.toBe(
      'harrowmere-homes shares nothing since 2026-01-01T10:00:00.000Z: data breach',
    )
    const status = readSharingCommand(['status', 'harrowmere-homes'])
    await expect(changeSharing(sharing, status)).resolves.toContain('data breach')
    const resume = readSharingCommand(['resume', 'harrowmere-homes'])
    await expect(changeSharing(sharing, resume)).resolves.toBe('harrowmere-homes shares.')
  })

  it.each<[string, string[], string | undefined]>([
    ['no reason', ['suspend', 'harrowmere-homes'], undefined],
    ['a reason of blanks', ['suspend', 'harrowmere-homes'], '  '],
    ['no agency', ['resume'], undefined],
    ['an unknown verb', ['pause', 'harrowmere-homes'], 'x'],
    ['more than one agency', ['resume', 'a', 'b'], undefined],
    ['nothing', [], undefined],
  ])('is refused with %s', (_what, words, reason) => {
    expect(() => readSharingCommand(words, reason)).toThrow('Usage: npm run agency')
  })
})
