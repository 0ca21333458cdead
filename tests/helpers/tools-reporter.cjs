require('tsx/cjs')

const { hasPoppler } = require('../web/browser/find-poppler.ts')
const { findBrowser } = require('../web/browser/find-browser.ts')
const { whyNoPython } = require('../examples/python-environment.ts')

const line = '*'.repeat(72)

/** Says in the last lines of a run what was not looked at, because a tool for it is missing. */
module.exports = class ToolsReporter {
  onRunComplete() {
    if (findBrowser() === null)
      say(
        'NO BROWSER FOUND: the journeys through the workspace were NOT tested.',
        "Install Debian's chromium, or name a browser in SIGHTLINE_CHROMIUM.",
      )
    if (!hasPoppler())
      say(
        'NO POPPLER FOUND: the structure of the PDF documents was NOT tested.',
        "Install Debian's poppler-utils.",
      )
    const noPython = whyNoPython()
    if (noPython !== null)
      say(
        'NO PYTHON TO BE HAD: the example of an agency in Python was NOT tested.',
        `${noPython} Install Debian's python3 (3.11 or newer) and python3-venv; a package index must be reached.`,
      )
  }
}

function say(what, todo) {
  process.stderr.write(`\n${line}\n* ${what}\n* ${todo}\n${line}\n`)
}
