/**
 * Loaded into the store's process, which has `--expose-gc`: on SIGUSR2 it collects its garbage, whole. That takes as long as
 * there is much in memory, and comes by itself when that has grown: it belongs to what has been stored.
 */
process.on('SIGUSR2', () => globalThis.gc())
