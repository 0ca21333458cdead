/** `npm run import -- <agency> <file>`: records of an agency from a file; also `npm run agency -- import`. */
import { runImportCommand } from './import/command'

void runImportCommand(process.argv.slice(2))
