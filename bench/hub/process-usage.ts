import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** What a process has used, as Linux tells of it in /proc. */

/** A process of a system under measurement. */
export interface NamedProcess {
  readonly name: string
  readonly pid: number
}

/** @throws Error when this system does not tell what other processes use */
export function checkUsageIsTold(): void {
  if (!existsSync('/proc/self/stat'))
    throw new Error(
      'This benchmark reads the CPU time of processes in /proc, which only Linux has.',
    )
}

/** Milliseconds of CPU time, user and system; Linux counts them in hundredths of a second. */
export function cpuMs(pid: number): number {
  const fields = statOf(pid)
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/** Memory of a process in mebibytes, as the system counts it. */
export function memoryMib(pid: number): number {
  return statusMib(pid, 'VmRSS')
}

/** The most that it was since the process started. */
export function peakMemoryMib(pid: number): number {
  return statusMib(pid, 'VmHWM')
}

/** The processes that this one has started and that still run. */
export function childrenOf(pid: number): readonly number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.map(Number).filter((child) => parentOf(child) === pid)
}

/** The command line of a process. */
export function commandOf(pid: number): readonly string[] {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean)
}

/** Null when it has ended meanwhile. */
function parentOf(pid: number): number | null {
  try {
    return Number(statOf(pid)[1])
  } catch {
    return null
  }
}

/** Its fields after the name, the state first. */
function statOf(pid: number): readonly string[] {
  return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
}

function statusMib(pid: number, field: string): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) / 1024
}
