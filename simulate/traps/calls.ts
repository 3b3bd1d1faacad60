import type { JsonObject } from '../../src/normalize/event.ts'
import type { Scene } from '../attacks/attack.ts'
import { GLOBAL_REGION, HOME_REGION } from '../organisation/accounts.ts'
import { bucketFor } from '../organisation/buckets.ts'
import { iamPeople } from '../organisation/organisation.ts'
import { addressIn, PLACES, strangerAddress } from '../organisation/places.ts'
import { iamUser, rootUser } from '../records/actor.ts'
import type { LogRecord } from '../records/log-record.ts'
import { apiCall, consoleLogin } from '../records/make.ts'
import { hourMs } from '../time-text.ts'
import type { Trap } from './trap.ts'

export const callTraps: Trap[] = [
  {
    name: 'root-by-service',
    resembles: 'Policy:IAMUser/RootCredentialUsage',
    why: 'a service acted for the root user; nobody used its credentials',
    run: ({ organisation, random, at }) => [
      apiCall(random, {
        time: at,
        accountId: organisation.accounts.production.id,
        region: GLOBAL_REGION,
        service: 'iam',
        name: 'ListServiceSpecificCredentials',
        actor: rootUser(organisation.accounts.production.id, 'support.amazonaws.com'),
        from: 'support.amazonaws.com',
        userAgent: 'support.amazonaws.com',
      }),
    ],
  },
  {
    name: 'root-password-wrong',
    resembles: 'Policy:IAMUser/RootCredentialUsage',
    why: 'the sign-in failed',
    run: ({ organisation, random, at }) => {
      const accountId = organisation.accounts.development.id
      return [
        consoleLogin(random, {
          time: at,
          accountId,
          actor: rootUser(accountId),
          from: strangerAddress(random),
          success: false,
        }),
      ]
    },
  },
  {
    name: 'trail-stop-denied',
    resembles: 'Stealth:IAMUser/CloudTrailLoggingDisabled',
    why: 'the call was denied',
    run: (scene) => [
      byUser(scene, {
        service: 'cloudtrail',
        name: 'StopLogging',
        request: { name: 'quillmere-trail' },
        error: { code: 'AccessDenied', message: 'User is not authorized to perform: cloudtrail:StopLogging' },
      }),
    ],
  },
  {
    name: 'kaliber-program',
    resembles: 'PenTest:IAMUser/KaliLinux',
    why: 'a program whose name begins like the distribution’s',
    run: (scene) => [
      byUser(scene, {
        service: 'ec2',
        name: 'DescribeRegions',
        userAgent: 'kaliber-app/1.2 aws-sdk-go-v2/1.32.7 os/linux',
      }),
    ],
  },
  {
    name: 'bucket-shared-with-auditor',
    resembles: 'Policy:S3/BucketPublicAccessGranted',
    why: 'the policy names one other account',
    run: (scene) => [bucketPolicy(scene, { Principal: { AWS: 'arn:aws:iam::444455556666:root' } })],
  },
  {
    name: 'bucket-open-to-endpoint',
    resembles: 'Policy:S3/BucketAnonymousAccessGranted',
    why: 'anybody, but only through the organisation’s own VPC endpoint',
    run: (scene) => [
      bucketPolicy(scene, {
        Principal: '*',
        Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-0a1b2c3d4e5f60718' } },
      }),
    ],
  },
  {
    name: 'traveller',
    resembles: 'UnauthorizedAccess:IAMUser/ConsoleLoginSuccess.B',
    why: 'Berlin, and Lisbon eight hours later: there are flights',
    run: (scene) => {
      const { organisation, random, at } = scene
      const accountId = organisation.accounts.production.id
      const actor = iamUser({ accountId, userName: 'wend.traveller', principalId: `AIDA${random.base32(17)}` })
      return [
        consoleLogin(random, { time: at - 5 * hourMs, accountId, actor, from: addressIn(PLACES.Berlin, random) }),
        consoleLogin(random, { time: at + 3 * hourMs, accountId, actor, from: addressIn(PLACES.Lisbon, random) }),
      ]
    },
  },
  {
    name: 'foreign-login-failed',
    resembles: 'UnauthorizedAccess:IAMUser/ConsoleLoginSuccess.B',
    why: 'the sign-in from afar failed',
    run: ({ organisation, random, at }) => {
      const { userName, principalId, account } = random.pick(iamPeople(organisation))
      const actor = iamUser({ accountId: account.id, userName, principalId })
      const login = { time: at, accountId: account.id, actor, from: addressIn(PLACES.Singapore, random) }
      return [consoleLogin(random, { ...login, success: false })]
    },
  },
]

function byUser(
  { organisation, random, at }: Scene,
  call: {
    service: string
    name: string
    request?: JsonObject
    userAgent?: string
    error?: { code: string; message: string }
  },
): LogRecord {
  const person = random.pick(iamPeople(organisation))
  return apiCall(random, {
    time: at,
    accountId: person.account.id,
    region: HOME_REGION,
    actor: iamUser({ ...person, accountId: person.account.id }),
    from: person.officeAddress,
    userAgent: person.userAgent,
    ...call,
  })
}

function bucketPolicy(scene: Scene, grant: JsonObject): LogRecord {
  const bucket = bucketFor(scene.organisation.buckets, 'lake')
  const statement = {
    Sid: 'Read',
    Effect: 'Allow',
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::${bucket.name}/*`,
    ...grant,
  }
  const request = {
    bucketName: bucket.name,
    policy: '',
    bucketPolicy: { Version: '2012-10-17', Statement: [statement] },
  }
  return byUser(
    { ...scene, organisation: { ...scene.organisation, people: iamPeople(scene.organisation, bucket.accountId) } },
    { service: 's3', name: 'PutBucketPolicy', request },
  )
}
