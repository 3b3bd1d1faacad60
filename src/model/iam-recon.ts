/**
 * Whether a management event serves to look around: it lists or describes, or is one of the few other reads that tell
 * an attacker who may do what. Every other call from a listed address is a finding of `UnauthorizedAccess:IAMUser/…`;
 * so are `GetUser`, `GetCallerIdentity` and `ConsoleLogin`, as the real service has it.
 *
 * @param service CloudTrail's `eventSource`, e.g. `iam.amazonaws.com`
 * @param readOnly CloudTrail's `readOnly`; a call that is marked as writing never only looks around
 */
export function isReconApi(service: string, eventName: string, readOnly: boolean | undefined): boolean {
  if (readOnly === false) return false
  return /^(List|Describe)([A-Z]|$)/.test(eventName) || otherReads.has(`${service}:${eventName}`)
}

const otherReads: ReadonlySet<string> = new Set([
  'cloudtrail.amazonaws.com:LookupEvents',
  'iam.amazonaws.com:GetAccountAuthorizationDetails',
  'iam.amazonaws.com:GetAccountSummary',
  'iam.amazonaws.com:GetCredentialReport',
  's3.amazonaws.com:GetBucketAcl',
  's3.amazonaws.com:GetBucketPolicy',
])
