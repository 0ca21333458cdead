import { decide } from '../../../policies/decide'
import type { PolicyPlace, PolicyState } from '../../../policies/in-force/policy-in-force'
import { PolicyInForce } from '../../../policies/in-force/policy-in-force'
import type { Policy } from '../../../policies/policy'
import { PolicyFolder, until } from '../../helpers/policy-folder'

/** An analyst who asks for what housing holds. */
export const analyst = {
  roles: ['mash.analyst'],
  purpose: 'ADULT_SAFEGUARDING',
  sourceKind: 'housing',
  askedOn: '2026-01-01',
  categories: ['HOUSING'],
}

/** True when each of these policies permits it. */
export function isTold(policies: readonly Policy[]): boolean {
  return policies.every((policy) => decide(analyst, policy).effect === 'permit')
}

/** A folder with the partnership's policy, and what becomes of it while it is in force; one for a test. */
export class OpenedPolicy {
  readonly folder = new PolicyFolder()
  readonly told: PolicyState[] = []
  #inForce: PolicyInForce | null = null

  /** @param place where the policy is, when not in the folder alone and for housing */
  async open(place: Partial<PolicyPlace> = {}): Promise<PolicyInForce> {
    const whole = { folder: this.folder.path, kinds: ['housing'], ...place }
    const tell = (state: PolicyState) => this.told.push(state)
    this.#inForce = await PolicyInForce.open(whole, { tell, everyMs: 5 })
    return this.#inForce
  }

  /** Resolves when the files have been looked at again, however slow the machine is. */
  async lookedAgain(opened: PolicyInForce): Promise<void> {
    const name = 'purposes.json'
    this.folder.write(name, this.folder.read(name).replace('used"', 'used, again"'))
    const { version } = opened.state
    await until(() => opened.state.version !== version)
  }

  async stop(): Promise<void> {
    await this.#inForce?.stop()
    this.folder.remove()
  }
}
