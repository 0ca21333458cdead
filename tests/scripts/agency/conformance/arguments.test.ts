import { readConformanceCommand } from '../../../../scripts/agency/conformance/arguments'

const least = ['--agency', 'homes', '--reference', 'R-1', '--keys-port', '4999']

describe('agency -- conformance', () => {
  it('needs an agency, a reference and a key; the rest has a default', () => {
    expect(readConformanceCommand(least)).toEqual({
      ...{ code: 'homes', url: null, field: null, sdlFile: null, references: ['R-1'] },
      ...{ key: { port: 4999 }, roles: ['mash.analyst'], purpose: 'ADULT_SAFEGUARDING' },
      ...{ stated: ['PUBLIC_INTEREST_TEST'], isJson: false },
    })
  })

  it('takes what is given', () => {
    const args = ['--agency', 'homes', '--reference', 'R-1', '--reference', 'R-2', '--json']
    const where = [
      '--url',
      'https://homes.example/graphql',
      '--field',
      'homes',
      '--sdl',
      'a.graphql',
    ]
    const who = ['--role', 'idva', '--purpose', 'DVDS', '--stated', 'NECESSITY']
    expect(readConformanceCommand([...args, ...where, ...who, '--hub-key', 'key.pem'])).toEqual({
      ...{ code: 'homes', url: 'https://homes.example/graphql', field: 'homes', isJson: true },
      ...{ sdlFile: 'a.graphql', references: ['R-1', 'R-2'], key: { file: 'key.pem' } },
      ...{ roles: ['idva'], purpose: 'DVDS', stated: ['NECESSITY'] },
    })
  })

  it.each([
    ['--agency is missing', least.slice(2)],
    ['--reference is missing', ['--agency', 'homes', '--keys-port', '1']],
    ['--url is no http or https URL', [...least, '--url', 'homes']],
    ['--url has the port 6000, which is never', [...least, '--url', 'http://homes.example:6000']],
    ['give one of --hub-key and --keys-port', least.slice(0, 4)],
    ['give one of --hub-key and --keys-port', [...least, '--hub-key', 'key.pem']],
    ['a port from 0 to 65535', [...least.slice(0, 5), '70000']],
    ["Unknown option '--help'", ['--help']],
  ])('refuses with what is wrong and the usage: %s', (problem, args) => {
    expect(() => readConformanceCommand(args)).toThrow(problem)
    expect(() => readConformanceCommand(args)).toThrow('Usage: npm run --silent agency')
  })
})
