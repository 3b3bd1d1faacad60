import { type PentestSystem, pentestSystems } from '../pentest-user-agents.ts'
import { HIGH, MEDIUM, type Severity } from '../severity.ts'
import {
  addressMisses,
  apiCallRow,
  type CallerList,
  callerLists,
  dataEventFields,
  keyResponse,
} from './api-call-row.ts'
import type { FindingTypeEntry } from './entry.ts'
import type { FindingTypeName } from './finding-type-name.ts'
import { type Mitre, mitre } from './mitre.ts'

interface CallerRow {
  type: FindingTypeName
  list: CallerList
  severity: Severity
  /** What the API serves to do. */
  serve: string
  mitre: Mitre
}

const caller = ({ type, list, severity, serve, mitre: technique }: CallerRow): FindingTypeEntry => {
  const { category, place, seen, from, list: listed } = callerLists[list]
  return apiCallRow({
    type,
    dataSource: 'S3_LOGS',
    severity: { default: severity },
    method: 'threat-list',
    intelCategories: [category],
    key: list === 'custom' ? ['principalId', 'bucketArn', 'threatListName'] : ['principalId', 'bucketArn'],
    title: `The S3 API {api} was called from ${place}.`,
    description: `{api}, which serves to ${serve}, was called on the bucket {bucketName} from ${from}.`,
    sees: `An S3 object call that serves to ${serve}, made from ${seen}; failed calls count.`,
    misses: `Buckets without data events. ${addressMisses}`,
    needs: `${dataEventFields}; ${listed}.`,
    respond: `Block the address in the bucket policy if the bucket is public. ${keyResponse}`,
    mitre: technique,
  })
}

const penetrationTest = (system: PentestSystem): FindingTypeEntry =>
  apiCallRow({
    type: `PenTest:S3/${system}`,
    dataSource: 'S3_LOGS',
    severity: { default: MEDIUM },
    method: 'rule',
    intelCategories: ['PENTEST_UA'],
    key: ['principalId', 'bucketArn'],
    title: `The S3 API {api} was called by a machine that seems to run ${pentestSystems[system]}.`,
    description: `{api} was called on the bucket {bucketName} from {remoteIp}. By its user agent the caller runs ${pentestSystems[system]}, a system made for penetration tests.`,
    sees: `An S3 object call whose user agent names ${pentestSystems[system]}; failed calls count.`,
    misses: 'Buckets without data events, and tools that change or hide the user agent.',
    needs: `${dataEventFields} with user agent.`,
    respond: `If a test was agreed, suppress by principal or address. ${keyResponse}`,
    mitre: mitre('Initial Access', 'T1078.004', 'T1530'),
  })

const lookAround = 'find out what a bucket holds'
const anything = 'read or change objects'
const discovery = mitre('Discovery', 'T1619')

/** The 11 types that S3 data events give rise to. */
export const s3LogTypes: readonly FindingTypeEntry[] = [
  caller({
    type: 'Discovery:S3/MaliciousIPCaller',
    list: 'malicious',
    severity: HIGH,
    serve: lookAround,
    mitre: discovery,
  }),
  caller({
    type: 'Discovery:S3/MaliciousIPCaller.Custom',
    list: 'custom',
    severity: HIGH,
    serve: lookAround,
    mitre: discovery,
  }),
  caller({ type: 'Discovery:S3/TorIPCaller', list: 'tor', severity: MEDIUM, serve: lookAround, mitre: discovery }),
  caller({
    type: 'Exfiltration:S3/MaliciousIPCaller',
    list: 'malicious',
    severity: HIGH,
    serve: 'carry data away',
    mitre: mitre('Exfiltration', 'T1530'),
  }),
  caller({
    type: 'Impact:S3/MaliciousIPCaller',
    list: 'malicious',
    severity: HIGH,
    serve: 'change or destroy data',
    mitre: mitre('Impact', 'T1485', 'T1565'),
  }),
  caller({
    type: 'UnauthorizedAccess:S3/MaliciousIPCaller.Custom',
    list: 'custom',
    severity: HIGH,
    serve: anything,
    mitre: mitre('Initial Access', 'T1078.004', 'T1530'),
  }),
  caller({
    type: 'UnauthorizedAccess:S3/TorIPCaller',
    list: 'tor',
    severity: HIGH,
    serve: anything,
    mitre: mitre('Initial Access', 'T1078.004', 'T1090.003'),
  }),
  penetrationTest('KaliLinux'),
  penetrationTest('ParrotLinux'),
  penetrationTest('PentooLinux'),
  apiCallRow({
    type: 'Exfiltration:S3/ObjectRead.Unusual',
    dataSource: 'S3_LOGS',
    severity: {
      default: MEDIUM,
      variants: [{ value: HIGH, when: 'the credentials are temporary ones made for an EC2 instance' }],
    },
    method: 'anomaly-ml',
    key: ['principalId', 'bucketArn'],
    title: '{userName} is reading S3 objects in an unusual way.',
    description:
      '{userName} called {api} on the bucket {bucketName} in a way that does not fit what this identity did before.',
    sees: 'An identity that reads from a new bucket or a new network, with a new tool, or far more than it ever did.',
    misses: 'Slow theft by an identity that reads the bucket daily, and buckets without data events.',
    needs: `${dataEventFields} of fourteen days, seven at the least; network owners of addresses (GeoIP).`,
    window: 'One hour.',
    threshold:
      'A score that only one session in 10,000 reaches with two unusual traits, or 500 objects in an hour at six deviations above usual.',
    respond: `See which objects were read. ${keyResponse}`,
    mitre: mitre('Exfiltration', 'T1530'),
    supersededBy: 'Exfiltration:S3/AnomalousBehavior',
  }),
]
