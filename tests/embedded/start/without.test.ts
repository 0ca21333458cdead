import { readRegister } from '../../../common/register'
import { listServices } from '../../../common/services'
import { elsewhere, readWithout } from '../../../embedded/start/without'
import { madeUpKey } from '../../../scripts/vectors/made-up-keys'

const services = listServices(readRegister())

describe('npm start --without', () => {
  it('leaves agencies out, and nothing when it is not said', () => {
    const args = ['--without', 'northshire-police', '--without', 'harrowmere-gp']
    expect([...readWithout(args, services)]).toEqual(['northshire-police', 'harrowmere-gp'])
    expect(readWithout([], services).size).toBe(0)
  })

  it.each(['person-index', 'hub', 'nowhere'])('knows no agency %s to leave out', (code) => {
    expect(() => readWithout(['--without', code], services)).toThrow(
      `--without ${code}: no such agency is started here. Known: northshire-police, `,
    )
  })

  it.each([[['northshire-police']], [['--without']], [['--with', 'x']]])('refuses %j', (args) => {
    expect(() => readWithout(args, services)).toThrow('Usage: npm start -- [--without <agency>]')
  })

  it('says where the hub looks for who is not started here', () => {
    expect(elsewhere(services, new Set(['northshire-police']), 4000)).toEqual([
      '  northshire-police is left out: the hub looks for it on port 4010',
    ])
    const [agency] = readRegister()
    if (!agency) throw new Error('the register is empty')
    const { kid } = madeUpKey('anybody')
    const external = { url: 'https://police.example/graphql', keys: [{ kid }] }
    const outside = listServices([{ ...agency, external }])
    expect(elsewhere(outside, new Set(), 4000)).toEqual([
      '  northshire-police is outside: https://police.example/graphql',
    ])
    expect(() => readWithout(['--without', agency.code], outside)).toThrow('no such agency')
  })
})
