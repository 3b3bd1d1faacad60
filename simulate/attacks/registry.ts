import type { Attack } from './attack.ts'
import { bucketExposureAttacks } from './bucket-exposure.ts'
import { clusterAccessAttacks } from './cluster-access.ts'
import { clusterCallerAttacks } from './cluster-callers.ts'
import { clusterWorkloadAttacks } from './cluster-workloads.ts'
import { consoleLoginAttacks } from './console-logins.ts'
import { floodAttacks } from './floods.ts'
import { infectedHostAttacks } from './infected-hosts.ts'
import { instanceCredentialAttacks } from './instance-credentials.ts'
import { listedCallerAttacks } from './listed-callers.ts'
import { passwordGuessingAttacks } from './password-guessing.ts'
import { probeAndScanAttacks } from './probes-and-scans.ts'
import { settingAttacks } from './settings-weakened.ts'
import { torAndTunnelAttacks } from './tor-and-tunnels.ts'
import { trailAndRootAttacks } from './trail-and-root.ts'

/** Every attack that can be simulated. To add one: write it in the file of its family, and the family here. */
export const ATTACKS: readonly Attack[] = [
  ...trailAndRootAttacks,
  ...bucketExposureAttacks,
  ...listedCallerAttacks,
  ...consoleLoginAttacks,
  ...infectedHostAttacks,
  ...probeAndScanAttacks,
  ...passwordGuessingAttacks,
  ...clusterWorkloadAttacks,
  ...clusterAccessAttacks,
  ...clusterCallerAttacks,
  ...floodAttacks,
  ...torAndTunnelAttacks,
  ...instanceCredentialAttacks,
  ...settingAttacks,
]

/** `all`, `none`, or names of attacks and finding types; a name that is neither is an error for the user. */
export function chosenAttacks(choice: 'all' | 'none' | readonly string[]): readonly Attack[] {
  if (choice === 'all') return ATTACKS
  if (choice === 'none') return []
  for (const wanted of choice) {
    if (!ATTACKS.some(({ name, finds }) => name === wanted || finds.includes(wanted))) {
      throw new RangeError(`no attack is called ${wanted}; there are ${ATTACKS.map(({ name }) => name).join(', ')}`)
    }
  }
  return ATTACKS.filter(({ name, finds }) => choice.includes(name) || finds.some((type) => choice.includes(type)))
}
