import type { Measurement } from '../../../bench/view/measure'
import { formatReport } from '../../../bench/view/report'
import type { SystemName } from '../../../bench/view/systems'

/** Agencies `a` and `b` and a gateway; what a view costs is the sum. */
function measured(
  system: SystemName,
  [agencies, records]: readonly [number, number],
  cpu: { readonly a: number; readonly b: number; readonly gateway: number; readonly alone: number },
): Measurement {
  const { a, b, gateway, alone } = cpu
  const cpuMs = new Map(Object.entries({ a, b, gateway }))
  const times = {
    viewsPerSecond: 10,
    p50Ms: 100,
    p95Ms: 150,
    p99Ms: 200,
    aloneP50Ms: alone,
    thrownAway: 0,
  }
  return { system, agencies, records, cpuMs, totalCpuMs: a + b + gateway, ...times }
}

const stock = { a: 10, b: 10, gateway: 20, alone: 50 }

function rowOf(report: string, start: string): string | undefined {
  return report.split('\n').find((line) => line.startsWith(`| ${start}`))
}

describe('the report of the view benchmark', () => {
  it('says which aims are reached', () => {
    const hub = { a: 9, b: 10, gateway: 5, alone: 40 }
    const report = formatReport([measured('hub', [6, 10], hub), measured('stock', [6, 10], stock)])
    expect(rowOf(report, 'CPU of the whole hub')).toBe(
      '| CPU of the whole hub | at most 0.7 | 0.60 | 6 agencies, 10 records | reached |',
    )
    expect(rowOf(report, 'CPU of an agency')).toMatch(/\| 1\.00 \| b, 6 .* \| reached \|$/)
    expect(rowOf(report, 'p50 of one client')).toMatch(/\| 0\.80 \| .* \| reached \|$/)
  })

  it('says where an aim is missed most, whatever the others are', () => {
    const good = { a: 1, b: 1, gateway: 1, alone: 10 }
    const bad = { a: 46, b: 1, gateway: 31, alone: 60 }
    const report = formatReport([
      measured('hub', [6, 10], good),
      measured('stock', [6, 10], stock),
      measured('hub', [15, 70], bad),
      measured('stock', [15, 70], stock),
    ])
    expect(rowOf(report, 'CPU of the whole hub')).toMatch(/1\.95 \| 15 agencies, 70 .* missed/)
    expect(rowOf(report, 'CPU of an agency')).toMatch(/4\.60 \| a, 15 agencies, 70 .* missed/)
    expect(rowOf(report, 'p50 of one client')).toMatch(/1\.20 \| 15 agencies, 70 .* missed/)
  })

  it('gives the slope of each step, so that a cost that grows faster is seen', () => {
    const cost = (gateway: number) => ({ a: 0, b: 0, gateway, alone: 1 })
    const report = formatReport([
      measured('hub', [6, 10], cost(20)),
      measured('hub', [6, 70], cost(80)),
      measured('hub', [6, 700], cost(1340)),
      measured('hub', [15, 10], cost(47)),
    ])
    expect(rowOf(report, 'record | 6')).toBe(
      '| record | 6 agencies | hub | 1.000 ms (10 to 70), 2.000 ms (70 to 700) |',
    )
    expect(rowOf(report, 'agency | 10')).toBe('| agency | 10 records | hub | 3.000 ms (6 to 15) |')
  })

  it('says which rounds were run again', () => {
    const one = measured('hub', [6, 700], stock)
    expect(formatReport([one])).not.toContain('Run again')
    expect(formatReport([{ ...one, thrownAway: 2 }])).toContain(
      '2 rounds of hub (6 agencies, 700 records)',
    )
  })

  it('puts the processes of all systems side by side', () => {
    const floor = { a: 1, b: 2, gateway: 3, alone: 1 }
    const report = formatReport([
      measured('hub', [6, 10], { a: 20, b: 5, gateway: 10, alone: 1 }),
      measured('stock', [6, 10], stock),
      measured('floor', [6, 10], floor),
    ])
    expect(rowOf(report, 'a |')).toBe('| a | 20.0 | 10.0 | 1.00 | 2.00 |')
    expect(rowOf(report, 'gateway |')).toBe('| gateway | 10.0 | 20.0 | 3.00 | 0.50 |')
  })
})
