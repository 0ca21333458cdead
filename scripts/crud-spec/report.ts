import type { SpecCase } from './spec-case'

/** What became of one case. */
export type Result =
  | { readonly kind: 'passed' }
  | { readonly kind: 'skipped'; readonly reason: string }
  | { readonly kind: 'failed'; readonly message: string }

/** Gathers results and prints them: a line for each file, then what was skipped and why. */
export class Report {
  readonly #counts = { passed: 0, failed: 0, skipped: 0 }
  readonly #reasons = new Map<string, number>()
  readonly #failures: string[] = []
  #file = ''
  #line = ''

  add(specCase: SpecCase, result: Result): void {
    if (specCase.file !== this.#file) this.#startFile(specCase.file)
    this.#counts[result.kind] += 1
    this.#line += { passed: '.', skipped: 's', failed: 'F' }[result.kind]
    if (result.kind === 'skipped') {
      this.#reasons.set(result.reason, (this.#reasons.get(result.reason) ?? 0) + 1)
    } else if (result.kind === 'failed') {
      this.#failures.push(`${specCase.file}: ${specCase.description}\n    ${result.message}`)
    }
  }

  /** Prints the end of the report and returns whether a case passed and none failed. */
  close(): boolean {
    this.#startFile('')
    for (const failure of this.#failures) console.log(`\nFAILED ${failure}`)
    console.log('\nskipped because of')
    const byCount = [...this.#reasons].sort(([, a], [, b]) => b - a)
    for (const [reason, count] of byCount) console.log(`${String(count).padStart(5)}  ${reason}`)
    const { passed, failed, skipped } = this.#counts
    console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`)
    return failed === 0 && passed > 0
  }

  #startFile(file: string): void {
    if (this.#file !== '') console.log(`${this.#file.padEnd(60)} ${this.#line}`)
    this.#file = file
    this.#line = ''
  }
}
