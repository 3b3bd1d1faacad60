import type { FindingTypeEntry } from '../../model/catalogue/index.ts'

const LIST = { threatListName: 'GeneratedFindingThreatListName' }
const THREAT = { threatName: 'GeneratedFindingThreatName', ...LIST }
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
const ANOMALY = {
  userAgent: {
    fullUserAgent: 'GeneratedFindingFullUserAgent',
    userAgentCategory: 'GeneratedFindingUserAgentCategory',
  },
  anomalies: { anomalousAPIs: 'GeneratedFindingAPIServiceName:[GeneratedFindingAPIName:AccessDenied]' },
  profiledBehavior: { numberOfHistoricalDailyAvgAPIsBucketedUserIdentity: '1-10' },
  unusualBehavior: { unusualAPIsUserIdentityProfiled: 'GeneratedFindingAPIName' },
}
const CREDENTIALS = {
  recentCredentials: [1, 2, 3].map((n) => ({
    accessKeyId: `GeneratedFindingAccessKeyId${n}`,
    principalId: `GeneratedFindingPrincipalId${n}`,
    ipAddressV4: '198.51.100.1',
  })),
}

/** What families of types add to `additionalInfo`, by the first part of a name that fits; the order matters. */
const BY_NAME: readonly [part: string, extras: Record<string, unknown>][] = [
  ['AnomalousBehavior', ANOMALY],
  ['PasswordPolicyChange', { newPolicy: POLICY, oldPolicy: { ...POLICY, minimumPasswordLength: '8' } }],
  [
    'ConsoleLoginSuccess',
    { unusual: { countries: ['GeneratedFindingUnusualCountryName1', 'GeneratedFindingUnusualCountryName2'] } },
  ],
  ['InstanceCredentialExfiltration', CREDENTIALS],
  ['Recon:IAMUser/MaliciousIPCaller', CALLS],
  ['IAMUser/TorIPCaller', CALLS],
  ['IAMUser/MaliciousIPCaller', CALLS],
  ['CloudTrailLoggingDisabled', UNUSUAL_CALL],
  ['S3/MaliciousIPCaller.Custom', UNUSUAL_CALL],
  ['S3/MaliciousIPCaller', {}],
  [':S3/', UNUSUAL_CALL],
  ['Portscan', { portsScannedSample: [855, 738, 837, 819, 792, 882, 756, 678, 732, 714] }],
  ['PortSweep', { scannedPort: 80, additionalScannedPorts: [] }],
  ['NetworkPortUnusual', { inBytes: '321987', localPort: '34875', outBytes: '6841', unusual: '80' }],
  ['TrafficVolumeUnusual', { unusualProtocol: 'UDP', ...LIST, unusual: 22 }],
  ['Spambot', { unusualProtocol: 'UDP', ...LIST, unusual: 25 }],
  ['DNSDataExfiltration', { domain: 'GeneratedFindingDomainName' }],
  ['DGADomainRequest.B', { domain: 'GeneratedFindingAdditionalDomainName' }],
  ['EC2/Tor', {}],
  ['MaliciousIPCaller', THREAT],
  ['Kubernetes/TorIPCaller', THREAT],
  ['PortProbe', THREAT],
]

/** `additionalInfo` of a sample, without what every finding repeats of it. */
export function sampleExtras({ type, method }: FindingTypeEntry): Record<string, unknown> {
  const extras = BY_NAME.find(([part]) => type.includes(part))?.[1] ?? (method === 'threat-list' ? LIST : {})
  return { ...extras, sample: true }
}

/** Lists are named as evidence wherever one decides. */
export function sampleEvidence({ resourceType, method, intelCategories, type }: FindingTypeEntry) {
  const isListed = method === 'threat-list' && intelCategories.length > 0 && !type.includes('EC2/Tor')
  if (isListed) {
    const threatIntelligenceDetails = [{ threatListName: LIST.threatListName, threatNames: [THREAT.threatName] }]
    return { evidence: { threatIntelligenceDetails } }
  }
  return resourceType === 'EKSCluster' ? { evidence: null } : {}
}
