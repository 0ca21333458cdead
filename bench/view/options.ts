import { parseArgs } from 'node:util'

import type { MeasureOptions } from './measure'

export interface ViewOptions extends MeasureOptions {
  /** Sizes of the partnership, one after the other. */
  readonly agencies: readonly number[]
  /** Records of each person, one group after the other. */
  readonly records: readonly number[]
  /** In each group. */
  readonly people: number
  /** Instead of times: memory over so many views of the largest size; null: times. */
  readonly memoryViews: number | null
}

const usage = `Usage: npm run bench:view -- [options]
  --agencies 6,15      sizes of the partnership
  --records 10,70,700  records of each person, in all agencies together
  --people 16          people in each group, at least as many as clients
  --clients 16         clients at a time, each with another person
  --rounds 3           rounds, of which the median counts
  --seconds 4          of load in each round, and half as long with one client
  --quick              one short round
  --memory 1000        instead of times memory, over so many views of 15 agencies with 1,000 records each`

const times = { agencies: '6,15', records: '10,70,700', people: '16', clients: '16' }
/** 1,000 records in each of 15 agencies, one view after the other. */
const memory = { agencies: '15', records: '15000', people: '2', clients: '1' }
const usual = { rounds: '3', seconds: '4' }
const quick = { rounds: '1', seconds: '1' }

/** @throws Error with the usage when an option is none or no whole number */
export function readViewOptions(args: readonly string[]): ViewOptions {
  const given = parse(args)
  const values = {
    ...(given.memory === undefined ? times : memory),
    ...(given.quick ? quick : usual),
    ...given,
  }
  const seconds = readNumber(values.seconds)
  const options = {
    agencies: readNumbers(values.agencies),
    records: readNumbers(values.records),
    people: readNumber(values.people),
    clients: readNumber(values.clients),
    rounds: readNumber(values.rounds),
    durationMs: seconds * 1000,
    warmUpMs: seconds * 1000,
    pauseMs: 12_000,
    memoryViews: values.memory === undefined ? null : readNumber(values.memory),
  }
  if (options.people < options.clients) throw new Error(usage)
  return options
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const
  const texts = { agencies: text, records: text, people: text, clients: text, rounds: text }
  const isQuick = { type: 'boolean', default: false } as const
  try {
    return parseArgs({
      args: [...args],
      options: { ...texts, seconds: text, memory: text, quick: isQuick },
    }).values
  } catch {
    throw new Error(usage)
  }
}

function readNumbers(text: string): readonly number[] {
  return text.split(',').map(readNumber)
}

function readNumber(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new Error(usage)
  return Number(text)
}
