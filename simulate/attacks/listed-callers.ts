import { type ListName, listedHost } from '../indicators.ts'
import { GLOBAL_REGION } from '../organisation/accounts.ts'
import { bucketFor } from '../organisation/buckets.ts'
import { iamPeople } from '../organisation/organisation.ts'
import { strangerAddress } from '../organisation/places.ts'
import { iamUser } from '../records/actor.ts'
import { apiCall, objectCall } from '../records/make.ts'
import type { Attack, Outcome, Scene } from './attack.ts'

const PLAIN =
  'aws-cli/2.17.0 md/awscrt#0.20.11 ua/2.0 os/linux#5.15.0 md/arch#x86_64 lang/python#3.11.8 md/pyimpl#CPython'

/** Distributions made for breaking in, as their SDKs name them. */
const SYSTEMS: readonly (readonly [system: string, userAgent: string])[] = [
  [
    'Kali',
    'aws-cli/2.22.4 md/awscrt#0.23.3 ua/2.0 os/linux#6.12.13-cloud-amd64 md/arch#x86_64 lang/python#3.13.2 md/pyimpl#CPython cfg/retry-mode#standard md/distrib#kali.2025 md/prompt#off md/command#iam.get-user',
  ],
  ['Parrot', 'aws-cli/1.29.10 Python/3.11.2 Linux/6.5.0-13parrot1-amd64 botocore/1.31.10'],
  ['Pentoo', 'Boto3/1.34.2 md/Botocore#1.34.2 os/linux#6.6.8-pentoo md/distrib#gentoo.pentoo'],
]

const systemCallers: Attack[] = SYSTEMS.flatMap(([system, userAgent]) => [
  {
    name: `${system.toLowerCase()}-caller`,
    finds: [`PenTest:IAMUser/${system}Linux`],
    run: (scene: Scene) =>
      callsByStolenKey(scene, `PenTest:IAMUser/${system}Linux`, strangerAddress(scene.random), userAgent),
  },
  {
    name: `${system.toLowerCase()}-bucket-reading`,
    finds: [`PenTest:S3/${system}Linux`],
    run: (scene: Scene) =>
      objectCalls(scene, `PenTest:S3/${system}Linux`, 'GetObject', strangerAddress(scene.random), userAgent),
  },
])

/** Calls on the account, from a list: those that look around, and those that do not. */
const ACCOUNT_CALLS: readonly (readonly [name: string, type: string, list: ListName])[] = [
  ['tor-caller', 'UnauthorizedAccess:IAMUser/TorIPCaller', 'torExits'],
  ['distrusted-caller', 'UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom', 'customThreats'],
  ['malicious-caller', 'UnauthorizedAccess:IAMUser/MaliciousIPCaller', 'maliciousCallers'],
  ['tor-recon', 'Recon:IAMUser/TorIPCaller', 'torExits'],
  ['distrusted-recon', 'Recon:IAMUser/MaliciousIPCaller.Custom', 'customThreats'],
  ['malicious-recon', 'Recon:IAMUser/MaliciousIPCaller', 'maliciousCallers'],
]

const accountCallers: Attack[] = ACCOUNT_CALLS.map(([name, type, list]) => ({
  name,
  finds: [type],
  run: (scene: Scene) => callsByStolenKey(scene, type, listedHost(scene.indicators[list], scene.random), PLAIN),
}))

/** Calls on the objects of a bucket, from a list. */
const OBJECT_CALLS: readonly (readonly [name: string, type: string, list: ListName, call: string])[] = [
  ['tor-bucket-listing', 'Discovery:S3/TorIPCaller', 'torExits', 'ListObjects'],
  ['distrusted-bucket-listing', 'Discovery:S3/MaliciousIPCaller.Custom', 'customThreats', 'ListObjects'],
  ['malicious-bucket-listing', 'Discovery:S3/MaliciousIPCaller', 'maliciousCallers', 'ListObjects'],
  ['malicious-bucket-reading', 'Exfiltration:S3/MaliciousIPCaller', 'maliciousCallers', 'GetObject'],
  ['malicious-bucket-deleting', 'Impact:S3/MaliciousIPCaller', 'maliciousCallers', 'DeleteObject'],
  ['tor-bucket-reading', 'UnauthorizedAccess:S3/TorIPCaller', 'torExits', 'GetObject'],
  ['distrusted-bucket-reading', 'UnauthorizedAccess:S3/MaliciousIPCaller.Custom', 'customThreats', 'GetObject'],
]

const objectCallers: Attack[] = OBJECT_CALLS.map(([name, type, list, call]) => ({
  name,
  finds: [type],
  run: (scene: Scene) => objectCalls(scene, type, call, listedHost(scene.indicators[list], scene.random), PLAIN),
}))

/** Somebody else holds a user's access key, and looks around; or looks whose it is, and makes a key to come back with. */
function callsByStolenKey({ organisation, random, at }: Scene, type: string, from: string, userAgent: string): Outcome {
  const person = random.pick(iamPeople(organisation))
  const accountId = person.account.id
  const call = {
    accountId,
    region: GLOBAL_REGION,
    service: 'iam',
    actor: iamUser({ ...person, accountId }),
    from,
    userAgent,
  }
  const looksAround = ['ListUsers', 'ListRoles', 'ListAttachedUserPolicies'].map((name, step) =>
    apiCall(random, { ...call, time: at + step * 2_000, name }),
  )
  const comesBack = [
    apiCall(random, { ...call, time: at, name: 'GetUser' }),
    apiCall(random, {
      ...call,
      time: at + 14_000,
      name: 'CreateAccessKey',
      request: { userName: person.userName },
      error: {
        code: 'AccessDenied',
        message: `User: ${person.userName} is not authorized to perform: iam:CreateAccessKey`,
      },
    }),
  ]
  const records = type.startsWith('Recon:') ? looksAround : comesBack
  return { deeds: [{ type, accountId, region: GLOBAL_REGION, resource: person.userName, role: 'TARGET', records }] }
}

function objectCalls(
  { organisation, random, at }: Scene,
  type: string,
  name: string,
  from: string,
  userAgent: string,
): Outcome {
  const bucket = bucketFor(organisation.buckets, 'orders')
  const person = random.pick(iamPeople(organisation, bucket.accountId))
  const records = [0, 1, 2].map((page) =>
    objectCall(random, {
      time: at + page * 3_000,
      name,
      bucket,
      actor: iamUser({ ...person, accountId: bucket.accountId }),
      from,
      userAgent: `[${userAgent}]`,
      ...(name === 'ListObjects' ? {} : { key: `orders/${random.hex(2)}/${random.hex(12)}` }),
    }),
  )
  const { accountId, region, name: resource } = bucket
  return { deeds: [{ type, accountId, region, resource, role: 'TARGET', records }] }
}

export const listedCallerAttacks: Attack[] = [...systemCallers, ...accountCallers, ...objectCallers]
