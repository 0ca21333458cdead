import { spawnSync } from 'node:child_process'

/** Whether the tools that look into a PDF are on this machine (Debian's poppler-utils). */
export function hasPoppler(): boolean {
  return ['pdfinfo', 'pdftotext', 'pdffonts'].every(
    (tool) => spawnSync(tool, ['-v'], { stdio: 'ignore' }).error === undefined,
  )
}
