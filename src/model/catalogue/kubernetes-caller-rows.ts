import { HIGH, MEDIUM, type Severity } from '../severity.ts'
import { type CallerList, callerLists } from './api-call-row.ts'
import type { FindingTypeEntry } from './entry.ts'
import { auditFields, kubernetesRow } from './kubernetes-row.ts'
import { type Mitre, mitre } from './mitre.ts'

interface Tactic {
  tactic: 'CredentialAccess' | 'DefenseEvasion' | 'Discovery' | 'Impact' | 'Persistence'
  severity: Severity
  /** Severity of anonymous access where it differs. */
  anonymousSeverity?: Severity
  /** What the request serves to do. */
  serve: string
  mitre: Mitre
}

const listed = (tactic: Tactic, list: CallerList): FindingTypeEntry => {
  const { suffix, category, place, seen, from, list: needed } = callerLists[list]
  return kubernetesRow({
    type: `${tactic.tactic}:Kubernetes/${suffix}`,
    severity: { default: tactic.severity },
    method: 'threat-list',
    intelCategories: [category],
    key: list === 'custom' ? ['clusterArn', 'username', 'threatListName'] : ['clusterArn', 'username'],
    title: `A Kubernetes API call of the tactic ${tactic.tactic} came from ${place}.`,
    description: `A request that serves to ${tactic.serve} (tactic ${tactic.tactic}) reached the cluster {clusterName} from ${from}.`,
    sees: `A request that serves to ${tactic.serve}, made by a known user from ${seen}; refused ones count, save those without valid credentials.`,
    misses:
      'Clients behind a proxy or VPN whose address is not logged, anonymous requests, and addresses that no list names.',
    needs: `${auditFields} with source addresses; ${needed}.`,
    respond:
      'Find whose credentials were used and take them away: the kubeconfig, the token of the service account or the IAM identity. Limit the public endpoint of the cluster to your networks.',
    mitre: tactic.mitre,
  })
}

const anonymous = (tactic: Tactic): FindingTypeEntry =>
  kubernetesRow({
    type: `${tactic.tactic}:Kubernetes/SuccessfulAnonymousAccess`,
    severity: { default: tactic.anonymousSeverity ?? tactic.severity },
    method: 'rule',
    key: ['clusterArn', 'sourceIp'],
    title: `An anonymous user made a Kubernetes API call of the tactic ${tactic.tactic}.`,
    description: `The cluster {clusterName} let the user system:anonymous make a request that serves to ${tactic.serve} (tactic ${tactic.tactic}). It came from {remoteIp}.`,
    sees: `A request without credentials that serves to ${tactic.serve} and that the cluster granted.`,
    misses: 'Health and version endpoints, which are meant to be open, and anonymous requests that were refused.',
    needs: `${auditFields}.`,
    threshold: 'One request that was answered with success.',
    respond:
      'Look for role bindings that name system:anonymous or system:unauthenticated and delete them. Then see what else came from the address.',
    mitre: tactic.mitre,
  })

const family = (tactic: Tactic): FindingTypeEntry[] => [
  listed(tactic, 'malicious'),
  listed(tactic, 'custom'),
  anonymous(tactic),
  listed(tactic, 'tor'),
]

/** Requests that are suspicious for the place they come from, or for coming without credentials: five tactics, four rows each. */
export const kubernetesCallerRows: readonly FindingTypeEntry[] = [
  ...family({
    tactic: 'CredentialAccess',
    severity: HIGH,
    serve: 'get hold of secrets or tokens',
    mitre: mitre('Credential Access', 'T1552.007', 'T1528'),
  }),
  ...family({
    tactic: 'DefenseEvasion',
    severity: HIGH,
    serve: 'get past the guards of the cluster or hide traces',
    mitre: mitre('Defense Evasion', 'T1562', 'T1070'),
  }),
  ...family({
    tactic: 'Discovery',
    severity: MEDIUM,
    serve: 'find out what the cluster runs',
    mitre: mitre('Discovery', 'T1613'),
  }),
  ...family({
    tactic: 'Impact',
    severity: HIGH,
    serve: 'change or destroy what the cluster runs',
    mitre: mitre('Impact', 'T1485', 'T1496'),
  }),
  ...family({
    tactic: 'Persistence',
    severity: MEDIUM,
    anonymousSeverity: HIGH,
    serve: 'keep a way back into the cluster',
    mitre: mitre('Persistence', 'T1098.006', 'T1136'),
  }),
]
