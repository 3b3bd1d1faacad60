import { HIGH, LOW, MEDIUM, type Severity } from '../severity.ts'
import { apiCallRow, keyResponse, managementFields } from './api-call-row.ts'
import type { FindingTypeEntry } from './entry.ts'
import { type Mitre, mitre } from './mitre.ts'

type Tactic =
  | 'CredentialAccess'
  | 'DefenseEvasion'
  | 'Discovery'
  | 'Exfiltration'
  | 'Impact'
  | 'InitialAccess'
  | 'Persistence'
  | 'PrivilegeEscalation'

const anomalous = (tactic: Tactic, severity: Severity, serve: string, technique: Mitre): FindingTypeEntry =>
  apiCallRow({
    type: `${tactic}:IAMUser/AnomalousBehavior`,
    severity: { default: severity },
    method: 'anomaly-ml',
    key: ['principalId', 'window24h'],
    title: `{userType} {userName} is making ${tactic} API calls in an anomalous way.`,
    description: `{userType} {userName} made calls that serve to ${serve} (tactic ${tactic}), in a way that is not usual for this identity or this account.`,
    sees: `One identity calling APIs that serve to ${serve}, when the API, the network, the user agent, the kind of user or the errors do not fit its past or that of its peers.`,
    misses:
      'Whoever uses a stolen identity for what its owner does daily, from a network the account knows. Until its past is learnt, an identity is judged by its peers alone.',
    needs: `${managementFields} of fourteen days, seven at the least, and network owners of addresses (GeoIP).`,
    window: 'A session of one hour for each identity; a new finding after a day.',
    threshold:
      'A score that only one session in 10,000 reaches, with two unusual traits or more, one of them the API for this identity.',
    respond: keyResponse,
    mitre: technique,
  })

/** Identities that act unlike themselves, by the tactic that the most telling call serves. */
export const cloudTrailAnomalyRows: readonly FindingTypeEntry[] = [
  anomalous(
    'CredentialAccess',
    MEDIUM,
    'get hold of passwords, keys and other secrets',
    mitre('Credential Access', 'T1552', 'T1555', 'T1528'),
  ),
  anomalous(
    'DefenseEvasion',
    MEDIUM,
    'switch off logs and alarms and to hide traces',
    mitre('Defense Evasion', 'T1562.008', 'T1562.001'),
  ),
  anomalous('Discovery', LOW, 'learn what the account holds', mitre('Discovery', 'T1580', 'T1087.004', 'T1526')),
  anomalous('Exfiltration', HIGH, 'take copies of data out of the account', mitre('Exfiltration', 'T1537', 'T1119')),
  anomalous(
    'Impact',
    HIGH,
    'disrupt, change or destroy what the account holds',
    mitre('Impact', 'T1485', 'T1489', 'T1531'),
  ),
  anomalous('InitialAccess', MEDIUM, 'get a session or a token', mitre('Initial Access', 'T1078.004')),
  anomalous('Persistence', MEDIUM, 'keep a way back in', mitre('Persistence', 'T1098.001', 'T1136.003')),
  anomalous('PrivilegeEscalation', MEDIUM, 'get more rights', mitre('Privilege Escalation', 'T1098.003', 'T1548')),
]
