import { readFileSync } from 'node:fs'

import { projectPath } from '../../common/project-root'

/** Name of the command in the package. */
export const packagedCommand = 'sightline-agency'

/** The same text with commands as they are called here: in the package there is no `npm run agency`. */
export function asCalled(text: string, isPackaged = isInPackage()): string {
  return isPackaged
    ? text.replaceAll(/npm run (--silent )?agency --/g, `npx ${packagedCommand}`)
    : text
}

function isInPackage(): boolean {
  const { bin } = JSON.parse(readFileSync(projectPath('package.json'), 'utf8')) as {
    readonly bin?: Readonly<Record<string, string>>
  }
  return bin !== undefined && packagedCommand in bin
}
