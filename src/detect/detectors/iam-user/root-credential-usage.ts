import { apiCallAction, bucketsOf, callSignal, isOwnCall, succeeded } from '../../api-call.ts'
import { match } from '../../kit/match.ts'
import { callRecord, consoleLogin, rootUser } from '../../records/cloudtrail-record.ts'

/**
 * The root user of the account called an API or signed in, itself: not through a service, and not by failing to sign in.
 * Misses: root access to other accounts of the organization through their own trails.
 */
export default match({
  type: 'Policy:IAMUser/RootCredentialUsage',
  on: 'cloudtrail',
  select: ['actor:Root'],
  when: (call) =>
    isOwnCall(call) &&
    call.eventType !== 'AwsServiceEvent' &&
    (call.name !== 'ConsoleLogin' || (succeeded(call) && call.response['ConsoleLogin'] === 'Success')),
  signal: (call) => ({
    ...callSignal(call),
    resource: { kind: 'accessKey', call, ...(call.category === 'Data' ? { buckets: bucketsOf(call) } : {}) },
    action: apiCallAction(call),
    reason: `${call.name} was called with the credentials of the root user`,
  }),
  vectors: [
    {
      name: 'root signs in',
      records: [consoleLogin('root', '81.2.69.144', { actor: rootUser() })],
      finds: 1,
      severity: 2,
    },
    {
      name: 'root works for a while: one finding, counted up',
      records: [0, 30, 90].map((at) => callRecord('iam.amazonaws.com', 'ListUsers', { at, actor: rootUser() })),
      finds: 1,
      count: 3,
    },
    {
      name: 'root fails to sign in',
      records: [consoleLogin('root', '81.2.69.144', { actor: rootUser(), failed: true })],
      finds: 0,
    },
    {
      name: 'a service acts for root',
      records: [
        callRecord('s3.amazonaws.com', 'GetBucketAcl', {
          actor: { ...rootUser(), invokedBy: 'support.amazonaws.com' },
          address: 'support.amazonaws.com',
        }),
      ],
      finds: 0,
    },
    {
      name: 'root at a trusted address',
      records: [callRecord('iam.amazonaws.com', 'ListUsers', { actor: rootUser() })],
      lists: { TRUSTED_IP: ['81.2.69.0/24'] },
      finds: 0,
    },
  ],
})
