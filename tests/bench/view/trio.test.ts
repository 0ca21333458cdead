import { existsSync } from 'node:fs'

import { Pool } from 'undici'

import { askOnce, makeAsker } from '../../../bench/hub/ask'
import { madeUpPeople } from '../../../bench/hub/made-up-people'
import { measureGroups } from '../../../bench/view/measure'
import type { System, SystemName } from '../../../bench/view/systems'
import type { Trio } from '../../../bench/view/trio'
import { startTrio } from '../../../bench/view/trio'

/** It starts fifteen processes, on a machine that may be busy. */
jest.setTimeout(240_000)

const group = madeUpPeople(2, 5)
const options = {
  ...{ agencies: 2, rounds: 1, durationMs: 300, warmUpMs: 10, clients: 2, pauseMs: 0 },
}
/** The benchmark reads in /proc what its processes use. */
const describeOnLinux = existsSync('/proc/self/stat') ? describe : describe.skip

describeOnLinux('the three systems of the view benchmark', () => {
  let trio: Trio

  beforeAll(async () => {
    trio = await startTrio({ agencies: 2, groups: [group] })
  })

  afterAll(() => trio.stop())

  function systemOf(name: SystemName): System {
    const system = trio.systems.find((one) => one.name === name)
    if (!system) throw new Error(`There is no ${name}`)
    return system
  }

  it.each(['hub', 'stock', 'floor'] as const)(
    'gives by the %s each person with their own records of both agencies',
    async (name) => {
      const target = await trio.targetFor(systemOf(name), group)
      for (const [turn, { nhsNumber }] of group.entries()) {
        const text = await askOnce(target, turn)
        const ids = new Set(text.match(/"(northshire|eastmarch)-police-\d{10}-\d+"/g))
        expect([...ids].toSorted()).toEqual([
          `"eastmarch-police-${nhsNumber}-0"`,
          `"eastmarch-police-${nhsNumber}-1"`,
          `"eastmarch-police-${nhsNumber}-2"`,
          `"northshire-police-${nhsNumber}-0"`,
          `"northshire-police-${nhsNumber}-1"`,
        ])
      }
    },
  )

  it('takes no answer that lacks a record', async () => {
    const target = await trio.targetFor(systemOf('stock'), group)
    const pool = new Pool(new URL(target.url).origin)
    await expect(makeAsker(target, pool)(0)).resolves.toBeGreaterThan(0)
    const whole = { marker: Buffer.from('"recordId":"'), records: 8 }
    const ask = makeAsker({ ...target, whole }, pool)
    await expect(ask(0)).rejects.toThrow('stock gave 7 records instead of 8')
    await pool.close()
  })

  it('counts what each process of each system uses', async () => {
    const { measurements, lost } = await measureGroups(trio, [group], options)
    expect(lost).toEqual([])
    expect(measurements.map(({ system, records }) => [system, records])).toEqual([
      ['hub', 5],
      ['stock', 5],
      ['floor', 5],
    ])
    const shared = ['eastmarch-police', 'gateway', 'northshire-police', 'person-index', 'store']
    for (const { system, cpuMs, totalCpuMs } of measurements) {
      const own = system === 'hub' ? ['sign-in', 'insights', 'search-tokens', 'web'] : []
      expect([...cpuMs.keys()].toSorted()).toEqual([...shared, ...own].toSorted())
      expect(totalCpuMs).toBeGreaterThan(0)
    }
  })

  it('has nothing to say of the speed of answers that are not whole', async () => {
    const said = jest.spyOn(console, 'error').mockReturnValue()
    const lacking: Trio = {
      ...trio,
      systems: [systemOf('stock'), systemOf('floor')],
      targetFor: async (system, people) => {
        const target = await trio.targetFor(system, people)
        const whole = { marker: Buffer.from('"recordId":"'), records: 7 }
        return { ...target, whole }
      },
    }
    const { measurements, lost } = await measureGroups(lacking, [group], options)
    expect(measurements.map(({ system }) => system)).toEqual(['stock'])
    expect(lost).toEqual([{ system: 'floor', agencies: 2, records: 5 }])
    expect(said).toHaveBeenCalledTimes(3)
  })
})
