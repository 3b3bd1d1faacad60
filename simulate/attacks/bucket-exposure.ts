import type { JsonObject } from '../../src/normalize/event.ts'
import { type Bucket, bucketFor } from '../organisation/buckets.ts'
import { iamPeople } from '../organisation/organisation.ts'
import { iamUser } from '../records/actor.ts'
import { apiCall } from '../records/make.ts'
import type { Attack, Outcome, Scene } from './attack.ts'

const openToAnyone: Attack = {
  name: 'bucket-open-to-anyone',
  finds: ['Policy:S3/BucketAnonymousAccessGranted'],
  run(scene) {
    const bucket = bucketFor(scene.organisation.buckets, 'backups')
    return expose(scene, 'Policy:S3/BucketAnonymousAccessGranted', bucket, 'PutBucketPolicy', {
      bucketPolicy: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'Share',
            Effect: 'Allow',
            Principal: '*',
            Action: 's3:GetObject',
            Resource: `arn:aws:s3:::${bucket.name}/*`,
          },
        ],
      },
      policy: '',
    })
  },
}

const openToAnyAccount: Attack = {
  name: 'bucket-open-to-any-account',
  finds: ['Policy:S3/BucketPublicAccessGranted'],
  run(scene) {
    const bucket = bucketFor(scene.organisation.buckets, 'sandbox')
    return expose(scene, 'Policy:S3/BucketPublicAccessGranted', bucket, 'PutBucketAcl', {
      acl: '',
      AccessControlPolicy: {
        'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
        xmlns: 'http://s3.amazonaws.com/doc/2006-03-01/',
        Owner: { ID: scene.random.hex(64) },
        AccessControlList: {
          Grant: [
            {
              Grantee: { 'xsi:type': 'Group', URI: 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers' },
              Permission: 'READ',
            },
          ],
        },
      },
    })
  },
}

function expose(scene: Scene, type: string, bucket: Bucket, name: string, request: JsonObject): Outcome {
  const { random, organisation, at } = scene
  const person = random.pick(iamPeople(organisation, bucket.accountId))
  const change = apiCall(random, {
    time: at,
    accountId: bucket.accountId,
    region: bucket.region,
    service: 's3',
    name,
    actor: iamUser({ ...person, accountId: bucket.accountId }),
    from: person.homeAddress,
    userAgent: `[${person.userAgent}]`,
    readOnly: false,
    request: { bucketName: bucket.name, Host: `${bucket.name}.s3.${bucket.region}.amazonaws.com`, ...request },
    extra: { SignatureVersion: 'SigV4', AuthenticationMethod: 'AuthHeader' },
    resources: [{ accountId: bucket.accountId, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucket.name}` }],
  })
  const { accountId, region } = bucket
  return { deeds: [{ type, accountId, region, resource: bucket.name, role: 'TARGET', records: [change] }] }
}

export const bucketExposureAttacks: Attack[] = [openToAnyone, openToAnyAccount]
