require('tsx/cjs')

const { findBrowser } = require('../web/browser/find-browser.ts')

/** Says in the last lines of a run that the workspace was not looked at in a browser. */
module.exports = class BrowserReporter {
  onRunComplete() {
    if (findBrowser() !== null) return
    const line = '*'.repeat(72)
    process.stderr.write(
      `\n${line}\n* NO BROWSER FOUND: the journeys through the workspace were NOT tested.\n` +
        `* Install Debian's chromium, or name a browser in SIGHTLINE_CHROMIUM.\n${line}\n`,
    )
  }
}
