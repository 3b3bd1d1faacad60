import { HIGH, LOW, MEDIUM } from '../../../model/severity.ts'
import type { ApiCall, JsonObject } from '../../../normalize/event.ts'
import { apiCallAction, callSignal, isOwnCall, succeeded } from '../../api-call.ts'
import { sequence } from '../../kit/sequence.ts'
import { type CallOptions, callRecord, userNamed } from '../../records/cloudtrail-record.ts'

const IAM = 'iam.amazonaws.com'
const FOREVER_MS = Number.MAX_SAFE_INTEGER
const ATTEMPTS_KEPT_MAX = 32
const CLASSES = [
  'requireSymbols',
  'requireNumbers',
  'requireUppercaseCharacters',
  'requireLowercaseCharacters',
] as const

/** A password policy as a call sets it. Numbers that are not set count as 0: nothing demanded. */
type Policy = {
  time: number
  applied: boolean
  own: boolean
  deleted: boolean
  minimumLength: number
  classes: string[]
  reusePrevention: number
  /** Days; 0: never expires. */
  maxAge: number
  hardExpiry: boolean
}

/** What stands in for a policy that nobody has seen: the CIS benchmark's. It demands no expiry. */
const BENCHMARK: Policy = {
  time: 0,
  applied: true,
  own: false,
  deleted: false,
  minimumLength: 14,
  classes: [...CLASSES],
  reusePrevention: 24,
  maxAge: 0,
  hardExpiry: false,
}

/**
 * The account's password policy was deleted, or replaced by one that demands less in any point; attempts count, as Low.
 * IAM takes a parameter that is not given back to its default, so leaving one out can weaken the policy.
 * Misses: how much was lost when no earlier call tells the policy.
 */
export default sequence<'cloudtrail', Policy>({
  type: 'Stealth:IAMUser/PasswordPolicyChange',
  on: 'cloudtrail',
  select: [`call:${IAM}:UpdateAccountPasswordPolicy`, `call:${IAM}:DeleteAccountPasswordPolicy`],
  key: (call) => call.accountId,
  stage: policyOf,
  withinMs: FOREVER_MS,
  stagesMax: ATTEMPTS_KEPT_MAX,
  completes: (earlier, latest) => {
    const before = earlier.findLast((policy) => policy.applied) ?? BENCHMARK
    const weaker = latest.deleted || weakened(before, latest).length > 0
    return latest.own && weaker ? [before, latest] : []
  },
  signal: (call, stages) => {
    const [before, after = before] = stages
    const points = weakened(before, after)
    return {
      ...callSignal(call),
      resource: { kind: 'accessKey', call },
      action: apiCallAction(call),
      severity: severityOf(before, after),
      reason: `${call.name} ${after.applied ? 'weakened' : 'would have weakened'} ${points.join(', ') || 'the policy'}${before === BENCHMARK ? ', compared with a policy of 14 characters of all kinds' : ''}`,
    }
  },
  vectors: [
    {
      name: 'six characters of any kind instead of fourteen of all kinds',
      records: [update(14, true), update(6, false, { at: 60 })],
      finds: 1,
      severity: 8,
    },
    { name: 'the policy is deleted', records: [remove()], finds: 1, severity: 8 },
    { name: 'four characters less', records: [update(14, true), update(10, true, { at: 60 })], finds: 1, severity: 5 },
    { name: 'one character less', records: [update(14, true), update(13, true, { at: 60 })], finds: 1, severity: 2 },
    { name: 'an attempt to delete it', records: [remove({ errorCode: 'AccessDenied' })], finds: 1, severity: 2 },
    { name: 'an unknown policy becomes a weak one', records: [update(8, false)], finds: 1 },
    {
      name: 'from eight to fourteen characters',
      records: [
        update(8, false, { actor: { type: 'AWSService', invokedBy: 'controltower.amazonaws.com' } }),
        update(14, false, { at: 60 }),
      ],
      finds: 0,
    },
    { name: 'as strict as the benchmark', records: [update(14, true)], finds: 0 },
    { name: 'the same again', records: [update(16, true), update(16, true, { at: 60 })], finds: 0 },
    {
      name: 'by a trusted caller',
      records: [remove()],
      lists: { TRUSTED_IP: ['81.2.69.0/24'] },
      finds: 0,
    },
  ],
})

function policyOf(call: ApiCall): Policy {
  const { request } = call
  const deleted = call.name === 'DeleteAccountPasswordPolicy'
  return {
    time: call.time,
    applied: succeeded(call),
    own: isOwnCall(call),
    deleted,
    minimumLength: numberOf(request['minimumPasswordLength']) || (deleted ? 8 : 6),
    classes: CLASSES.filter((member) => String(request[member]) === 'true'),
    reusePrevention: numberOf(request['passwordReusePrevention']),
    maxAge: numberOf(request['maxPasswordAge']),
    hardExpiry: String(request['hardExpiry']) === 'true',
  }
}

/** Demands that are lower than before, in words. */
function weakened(before: Policy, after: Policy): string[] {
  const isOlder = before.maxAge > 0 && (after.maxAge === 0 || after.maxAge > before.maxAge)
  return [
    ...(after.minimumLength < before.minimumLength ? ['the minimum length'] : []),
    ...dropped(before, after),
    ...(isOlder ? ['the expiry'] : []),
  ]
}

function dropped(before: Policy, after: Policy): string[] {
  return [
    ...before.classes.filter((one) => !after.classes.includes(one)),
    ...(after.reusePrevention < before.reusePrevention ? ['the ban on reuse'] : []),
    ...(before.hardExpiry && !after.hardExpiry ? ['the hard expiry'] : []),
  ]
}

/** The catalogue's steps: by what was lost. */
function severityOf(before: Policy, after: Policy): number {
  if (!after.applied) return LOW
  const lost = weakened(before, after).filter((point) => point !== 'the minimum length').length
  const { minimumLength } = after
  const isShorter = minimumLength < before.minimumLength
  if (after.deleted || (isShorter && minimumLength < 6) || lost >= 4) return HIGH
  if ((isShorter && (before.minimumLength - minimumLength >= 4 || minimumLength < 8)) || lost >= 2) return MEDIUM
  return LOW
}

function numberOf(value: unknown): number {
  const number = Number(value ?? 0)
  return Number.isFinite(number) ? number : 0
}

function update(minimumPasswordLength: number, all: boolean, options: CallOptions = {}): JsonObject {
  const request: JsonObject = { minimumPasswordLength }
  for (const member of CLASSES) request[member] = all
  return policyCall('UpdateAccountPasswordPolicy', {
    ...options,
    request: { ...request, ...(all ? { passwordReusePrevention: 24 } : {}) },
  })
}

function remove(options: CallOptions = {}): JsonObject {
  return policyCall('DeleteAccountPasswordPolicy', options)
}

function policyCall(name: string, options: CallOptions): JsonObject {
  return callRecord(IAM, name, { actor: userNamed('carol'), ...options })
}
