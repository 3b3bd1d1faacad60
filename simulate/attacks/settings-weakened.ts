import type { JsonObject } from '../../src/normalize/event.ts'
import { GLOBAL_REGION, HOME_REGION } from '../organisation/accounts.ts'
import { bucketFor } from '../organisation/buckets.ts'
import { iamPeople } from '../organisation/organisation.ts'
import { iamUser } from '../records/actor.ts'
import { apiCall } from '../records/make.ts'
import type { Attack, Scene } from './attack.ts'

interface Change {
  name: string
  type: string
  service: string
  call: string
  region?: string
  /** The account's settings, or the bucket of this use. */
  bucket?: 'assets' | 'orders' | 'lake'
  request?: JsonObject
}

const CHANGES: readonly Change[] = [
  {
    name: 'password-policy-deleted',
    type: 'Stealth:IAMUser/PasswordPolicyChange',
    service: 'iam',
    call: 'DeleteAccountPasswordPolicy',
    region: GLOBAL_REGION,
  },
  {
    name: 'access-logging-off',
    type: 'Stealth:S3/ServerAccessLoggingDisabled',
    service: 's3',
    call: 'PutBucketLogging',
    bucket: 'orders',
    request: { logging: '', BucketLoggingStatus: {} },
  },
  {
    name: 'bucket-block-off',
    type: 'Policy:S3/BucketBlockPublicAccessDisabled',
    service: 's3',
    call: 'DeleteBucketPublicAccessBlock',
    bucket: 'lake',
    request: { publicAccessBlock: '' },
  },
  {
    name: 'account-block-off',
    type: 'Policy:S3/AccountBlockPublicAccessDisabled',
    service: 's3',
    call: 'DeleteAccountPublicAccessBlock',
  },
]

/** Somebody of the organisation, or with that person's key, weakens a setting. */
export const settingAttacks: Attack[] = CHANGES.map(({ name, type, service, call, region, bucket, request }) => ({
  name,
  finds: [type],
  run({ organisation, random, at }: Scene) {
    const changed = bucket === undefined ? undefined : bucketFor(organisation.buckets, bucket)
    const person = random.pick(iamPeople(organisation, changed?.accountId))
    const accountId = person.account.id
    const record = apiCall(random, {
      time: at,
      accountId,
      region: region ?? HOME_REGION,
      service,
      name: call,
      actor: iamUser({ ...person, accountId }),
      from: person.homeAddress,
      userAgent: person.userAgent,
      readOnly: false,
      request: changed === undefined ? { accountId } : { bucketName: changed.name, ...request },
    })
    const resource = changed?.name ?? person.userName
    return {
      deeds: [{ type, accountId, region: region ?? HOME_REGION, resource, role: 'TARGET', records: [record] }],
    }
  },
}))
