#!/usr/bin/env node
/**
 * `npx sightline-agency <verb>`: the command of the package `@sightline/agency-kit`, for whoever writes an agency's
 * subgraph outside the repository. Paths and settings are those of the folder it is called in.
 */
import path from 'node:path'

import { printInvited, printPublished } from './agency/joining-verbs'
import type { Verb } from './agency/outside-verbs'
import { outsideVerbs, runVerb } from './agency/outside-verbs'
import { importHere } from './agency-kit/import-here'

const usage = `Usage: npx sightline-agency <verb> ...
  init         makes a folder for an agency's subgraph
  sdl          prints what an agency publishes
  check        says what a change of it would break or give away
  conformance  asks a running subgraph from outside whether it keeps the contract
  dev          runs a hub on this machine with stand-ins, and your subgraph in it
  doctor       says what is wrong with settings, keys, clock and network
  import       loads records of an agency of a known kind into its own database
  unseal       opens the link key of an invitation with the agency's own key
  publish      signs a new version of what the agency publishes, for the hub to put in force
Each verb with --help says more.
Exit status 0: done; 1: refused; 2: it could not be done.`

/** As it was called: an agency's own settings are read against its folder. */
const given = { ...process.env }

const verbs: Readonly<Record<string, Verb>> = {
  ...outsideVerbs,
  import: (args) => importHere(args, given),
  unseal: (args) => printInvited('unseal', args),
  publish: (args) => {
    process.exitCode = 2
    if (!args.includes('--out'))
      throw new Error('publish: name with --out the file for the hub, which puts it in force')
    return printPublished('publish', args)
  },
}

function main(): unknown {
  const [verb = '', ...rest] = process.argv.slice(2)
  process.env['SIGHTLINE_DATA'] = path.resolve(process.env['SIGHTLINE_DATA'] ?? '.data')
  const run = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
  if (run) return run(rest)
  process.exitCode = 2
  throw new Error(verb === '' ? usage : `There is no verb "${verb}".\n${usage}`)
}

runVerb(main)
