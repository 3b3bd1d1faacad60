import { HIGH, LOW, MEDIUM } from '../severity.ts'
import { apiCallRow, keyResponse, managementFields } from './api-call-row.ts'
import type { FindingTypeEntry } from './entry.ts'
import { mitre } from './mitre.ts'

const goBack =
  'Ask who made the change and why; undo it unless there was a reason, and if nobody did, treat the credentials as stolen.'
const succeeded = 'One call that succeeded.'

/** Changes to the account's guard and logs, root use, and credentials in the wrong place. */
export const cloudTrailRuleRows: readonly FindingTypeEntry[] = [
  apiCallRow({
    type: 'Policy:IAMUser/RootCredentialUsage',
    alsoFrom: ['S3_LOGS'],
    severity: { default: LOW },
    method: 'rule',
    key: [],
    title: 'The API {api} was called with root credentials.',
    description: 'The root user of the account called {api} from {remoteIp}.',
    sees: 'Any request or console log-in by the root user, except what AWS does on its own.',
    misses: 'Root use in regions or accounts whose trail is not read.',
    needs: `${managementFields}; S3 data events widen it.`,
    respond:
      'Make sure that it was you. Use root only for what needs it, with MFA and without access keys; otherwise change its password and delete its keys now.',
    mitre: mitre('Privilege Escalation', 'T1078.004'),
  }),
  apiCallRow({
    type: 'Policy:S3/AccountBlockPublicAccessDisabled',
    severity: { default: LOW },
    method: 'rule',
    key: [],
    title: 'The account {accountId} gave up its S3 Block Public Access.',
    description:
      'With {api}, {userName} switched off settings of S3 Block Public Access for the whole account {accountId}. Buckets may now become public by mistake or on purpose.',
    sees: 'A call that takes away one of the four account-wide settings, or all of them.',
    misses: 'Settings that were never on, and changes before the logs begin.',
    needs: `${managementFields} of s3control.`,
    threshold: succeeded,
    respond: goBack,
    mitre: mitre('Defense Evasion', 'T1562.007'),
  }),
  apiCallRow({
    type: 'Policy:S3/BucketBlockPublicAccessDisabled',
    severity: { default: LOW },
    method: 'rule',
    key: ['bucketArn'],
    title: 'The S3 bucket {bucketName} lost its Block Public Access.',
    description:
      'With {api}, {userName} switched off settings of S3 Block Public Access for the bucket {bucketName}. It may now become public by mistake or on purpose.',
    sees: "A call that takes away one of a bucket's four settings, or all of them.",
    misses: 'Settings that were never on, and changes before the logs begin.',
    needs: `${managementFields} of S3.`,
    threshold: succeeded,
    respond: goBack,
    mitre: mitre('Defense Evasion', 'T1562.007'),
  }),
  apiCallRow({
    type: 'Policy:S3/BucketAnonymousAccessGranted',
    severity: { default: HIGH },
    method: 'rule',
    key: ['bucketArn'],
    title: 'The S3 bucket {bucketName} was opened to everybody on the internet.',
    description:
      'With {api}, {userName} gave anonymous callers access to the bucket {bucketName}. This is a mistake in its configuration or the work of stolen credentials, unless it was meant.',
    sees: 'A change of policy, access list or Block Public Access that lets anonymous callers read or write, where they could not before.',
    misses: 'Buckets that were open all along, access points, and policies whose conditions only AWS can judge.',
    needs: `${managementFields} of S3; the bucket's state from earlier events or the inventory.`,
    threshold: succeeded,
    respond:
      'Turn Block Public Access on for the bucket. Then see from its data events who read what, and ask who made the change.',
    mitre: mitre('Exfiltration', 'T1530', 'T1567'),
  }),
  apiCallRow({
    type: 'Policy:S3/BucketPublicAccessGranted',
    severity: { default: HIGH },
    method: 'rule',
    key: ['bucketArn'],
    title: 'The S3 bucket {bucketName} was opened to every AWS account.',
    description:
      'With {api}, {userName} gave all authenticated AWS users access to the bucket {bucketName}. This is a mistake in its configuration or the work of stolen credentials, unless it was meant.',
    sees: 'A change of policy or access list that lets any AWS principal in, but not anonymous callers, where it could not get in before.',
    misses: 'Buckets that were open all along, access points, and policies whose conditions only AWS can judge.',
    needs: `${managementFields} of S3; the bucket's state from earlier events or the inventory.`,
    threshold: succeeded,
    respond:
      'Turn Block Public Access on for the bucket. Then see from its data events who read what, and ask who made the change.',
    mitre: mitre('Exfiltration', 'T1530'),
  }),
  apiCallRow({
    type: 'Stealth:IAMUser/CloudTrailLoggingDisabled',
    severity: { default: LOW },
    method: 'rule',
    key: ['trailArn'],
    title: 'The CloudTrail trail {trailArn} was switched off.',
    description:
      'With {api}, {userName} stopped, deleted or crippled the trail {trailArn}. Whoever breaks in does so to leave no record.',
    sees: 'A trail that is stopped or deleted, that loses regions, global events or management events, or whose bucket is deleted.',
    misses: 'Attempts that were denied, and trails muted by a full bucket, a bucket policy or a KMS key.',
    needs: `${managementFields}.`,
    threshold: succeeded,
    respond:
      'Switch the trail on again at once. Then ask who did it, and look at what the identity did before and after.',
    mitre: mitre('Defense Evasion', 'T1562.008'),
  }),
  apiCallRow({
    type: 'Stealth:IAMUser/PasswordPolicyChange',
    severity: {
      default: LOW,
      variants: [
        {
          value: MEDIUM,
          when: 'the minimum length fell by four or more or below eight, or two or three demands were dropped',
        },
        {
          value: HIGH,
          when: 'the policy was deleted, the minimum length fell below six, or four or more demands were dropped',
        },
      ],
    },
    method: 'rule',
    key: ['principalId'],
    title: 'With {api}, {userName} weakened the password policy of the account.',
    description:
      'A call of {api} by {userName} makes the account accept weaker passwords, or would have if it had been allowed.',
    sees: 'A new password policy that demands less than the last known one, or none at all; attempts count, as Low.',
    misses: 'How much was lost when the earlier policy is not known: then the defaults stand in for it.',
    needs: `${managementFields} of IAM.`,
    respond: goBack,
    mitre: mitre('Defense Evasion', 'T1556', 'T1562'),
  }),
  apiCallRow({
    type: 'Stealth:S3/ServerAccessLoggingDisabled',
    severity: { default: LOW },
    method: 'rule',
    key: ['bucketArn'],
    title: 'The S3 bucket {bucketName} no longer logs who reads it.',
    description: 'With {api}, {userName} switched off the server access log of the bucket {bucketName}.',
    sees: 'A logging configuration that is replaced by an empty one.',
    misses: 'Buckets that never had the log, and logs redirected to another bucket.',
    needs: `${managementFields} of S3.`,
    threshold: succeeded,
    respond: goBack,
    mitre: mitre('Defense Evasion', 'T1562.008'),
  }),
  apiCallRow({
    type: 'UnauthorizedAccess:IAMUser/ConsoleLoginSuccess.B',
    severity: { default: MEDIUM },
    method: 'statistical',
    key: ['userName'],
    title: 'IAM user {userName} logged in from several parts of the world at about the same time.',
    description:
      'IAM user {userName} logged in to the console from places too far apart for one person. The password may be in other hands as well.',
    sees: 'Successful console log-ins of one IAM user between which nobody could have travelled, or from three countries in a day.',
    misses: 'Single sign-on and role sessions, and thieves in the neighbourhood of the owner.',
    needs: `${managementFields} of sign-in; GeoIP. Networks known for the user for fourteen days are exempt.`,
    window: 'One hour between two log-ins; 24 hours for three countries.',
    threshold: 'Two log-ins at least 500 km apart and faster than 1,000 km/h, or three countries.',
    respond:
      'Ask the user. If one of the places is not theirs, change the password, demand MFA and revoke the sessions.',
    mitre: mitre('Initial Access', 'T1078.004'),
  }),
  apiCallRow({
    type: 'UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.InsideAWS',
    alsoFrom: ['S3_LOGS'],
    severity: {
      default: HIGH,
      variants: [{ value: MEDIUM, when: 'the other account belongs to the same organization or administrator' }],
    },
    method: 'rule',
    intelCategories: ['AWS_IP_RANGES'],
    key: ['roleName', 'instanceId', 'remoteAccountId'],
    title: 'Credentials of the instance role {roleName} were used from another AWS account.',
    description:
      'Credentials that only an EC2 instance with the role {roleName} should hold were used from an address of the AWS account {remoteAccountId}.',
    sees: "An instance role's session used from an address or endpoint that another AWS account owns.",
    misses: 'AWS addresses whose owner the inventory does not know.',
    needs: `${managementFields}; S3 data events widen it. AWS_IP_RANGES and an inventory of your accounts' addresses.`,
    respond:
      'Revoke the sessions of the role, find how the credentials left the instance, and require version 2 of the metadata service.',
    mitre: mitre('Credential Access', 'T1552.005', 'T1550'),
  }),
  apiCallRow({
    type: 'UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS',
    alsoFrom: ['S3_LOGS'],
    severity: { default: HIGH },
    method: 'anomaly-ml',
    intelCategories: ['AWS_IP_RANGES'],
    key: ['roleName', 'instanceId'],
    title: 'Credentials of the instance role {roleName} were used from outside AWS.',
    description:
      'Credentials that only an EC2 instance with the role {roleName} should hold were used from {remoteIp}, an address that does not belong to AWS.',
    sees: "An instance role's session used from a public address that neither AWS nor the account owns; failed calls count.",
    misses: 'Thieves who work from another AWS instance (see InsideAWS) or through the network of the company.',
    needs: `${managementFields}; S3 data events widen it. AWS_IP_RANGES and the account's own public addresses.`,
    threshold: 'One event from a place not yet learnt; a place that the role uses for fourteen days is learnt.',
    respond: `Revoke the sessions of the role and find how the credentials left the instance. ${keyResponse}`,
    mitre: mitre('Credential Access', 'T1552.005', 'T1078.004'),
  }),
]
