/** Whoever reads what a command prints may stop reading, as \`head\` does: then it ends without a word. */
export function endOnClosedPipe(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit()
    throw error
  })
}
