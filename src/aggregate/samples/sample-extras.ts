import type { FindingTypeEntry, IntelCategory } from '../../model/catalogue/index.ts'
import type { Evidence } from '../../model/evidence.ts'
import { anomalyExtras } from './anomaly-extras.ts'

const threatName = 'GeneratedFindingThreatName'
const threatListName = 'GeneratedFindingThreatListName'

const LIST = { threatListName }
const THREAT = { threatName, threatListName }
const CALLS = {
  apiCalls: [
    { name: 'GeneratedFindingAPIName1', count: 2, firstSeen: 1513312082, lastSeen: 1513312096 },
    { name: 'GeneratedFindingAPIName2', count: 2, firstSeen: 1513312081, lastSeen: 1513312095 },
  ],
}
const UNUSUAL_CALL = { unusual: { hoursOfDay: [1513609200000], userNames: ['GeneratedFindingUserName'] } }
const POLICY = {
  requireNumbers: 'true',
  hardExpiry: 'false',
  requireSymbols: 'true',
  requireLowercaseCharacters: 'true',
  requireUppercaseCharacters: 'true',
  minimumPasswordLength: '6',
  allowUsersToChangePassword: 'true',
  maxPasswordAge: '150',
  passwordReusePrevention: '2',
}
const CREDENTIALS = {
  recentCredentials: [1, 2, 3, 4].map((n) => ({
    accessKeyId: `GeneratedFindingAccessKeyId${n}`,
    principalId: `GeneratedFindingPrincipalId${n}`,
    ipAddressV4: '198.51.100.1',
  })),
}
const COUNTRIES = { unusual: { countries: [1, 2, 3, 4].map((n) => `GeneratedFindingUnusualCountryName${n}`) } }
const PORTS_SCANNED = [
  855, 738, 837, 819, 792, 882, 756, 678, 732, 714, 400, 813, 795, 822, 696, 735, 708, 690, 654, 717,
]

/** What families add to `additionalInfo`, by a part of the type: the first that fits. */
const EXTRAS: readonly [part: string, extras: Record<string, unknown>][] = [
  [':IAMUser/AnomalousBehavior', anomalyExtras],
  ['Recon:IAMUser/MaliciousIPCaller.Custom', CALLS],
  ['Recon:IAMUser/MaliciousIPCaller', { ...LIST, unusual: { isps: 'amazon.com' } }],
  [':IAMUser/MaliciousIPCaller', CALLS],
  [':IAMUser/TorIPCaller', CALLS],
  [':IAMUser/PasswordPolicyChange', { newPolicy: POLICY, oldPolicy: { ...POLICY, maxPasswordAge: '180' } }],
  [':IAMUser/ConsoleLoginSuccess', COUNTRIES],
  [':IAMUser/InstanceCredentialExfiltration', CREDENTIALS],
  [':IAMUser/CloudTrailLoggingDisabled', UNUSUAL_CALL],
  [':S3/MaliciousIPCaller.Custom', UNUSUAL_CALL],
  [':S3/MaliciousIPCaller', {}],
  [':S3/', UNUSUAL_CALL],
  [':Kubernetes/MaliciousIPCaller', THREAT],
  [':Kubernetes/TorIPCaller', THREAT],
  [':EC2/MaliciousIPCaller', THREAT],
  [':EC2/PortProbe', THREAT],
  [':EC2/Tor', {}],
  [':EC2/Portscan', { portsScannedSample: PORTS_SCANNED }],
  [':EC2/PortSweep', { scannedPort: 80, additionalScannedPorts: [] }],
  [':EC2/NetworkPortUnusual', { inBytes: '321987', localPort: '34875', outBytes: '6841', unusual: '80' }],
  [':EC2/TrafficVolumeUnusual', { ...LIST, unusualProtocol: 'UDP', unusual: 22 }],
  [':EC2/DropPoint!DNS', LIST],
  [':EC2/DropPoint', { ...LIST, unusualProtocol: 'UDP', unusual: 22 }],
  [':EC2/Spambot', { ...LIST, unusualProtocol: 'UDP', unusual: 25 }],
  [':EC2/MetadataDNSRebind', LIST],
  [':EC2/DNSDataExfiltration', { domain: threatListName }],
  [':EC2/DGADomainRequest.B', { domain: 'GeneratedFindingAdditionalDomainName' }],
]

/** `additionalInfo` of a sample, without the text that every finding repeats of it. */
export function sampleExtras(entry: FindingTypeEntry): Record<string, unknown> {
  const family = EXTRAS.find(([part]) => entry.type.includes(part))?.[1]
  return { ...(family ?? (isListed(entry) ? LIST : {})), sample: true }
}

/** The list behind a sample; null where the service prints that there is none, undefined where it says nothing. */
export function sampleEvidence(entry: FindingTypeEntry): Evidence | null | undefined {
  if (isListed(entry)) return { threatIntelligenceDetails: [{ threatListName, threatNames: [threatName] }] }
  const nothing = entry.resourceType === 'EKSCluster' || entry.type.endsWith(':IAMUser/AnomalousBehavior')
  return nothing ? null : undefined
}

/** Categories that tell what an address or a program is, not that it is a threat. */
const NO_THREATS: readonly IntelCategory[] = ['AWS_IP_RANGES', 'PENTEST_UA']

/** Whether a list named the other side; samples about buckets never say so. */
const isListed = ({ resourceType, intelCategories }: FindingTypeEntry): boolean =>
  resourceType !== 'S3Bucket' && intelCategories.some((category) => !NO_THREATS.includes(category))
