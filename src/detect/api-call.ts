import type { Action } from '../model/action.ts'
import type { ApiCall } from '../normalize/event.ts'
import { isIpv4 } from '../std/ipv4.ts'

/** Whether the account's own people or machines made the call: not an AWS service, and not through one. */
export function isOwnCall(call: ApiCall): boolean {
  return call.caller.kind === 'address' && call.actor.type !== 'AWSService' && call.actor.invokedBy === undefined
}

export function succeeded(call: ApiCall): boolean {
  return call.errorCode === undefined
}

/** The account, region and span that every signal of one call has. */
export function callSignal(call: ApiCall) {
  return { accountId: call.accountId, region: call.region, first: call.time, last: call.time }
}

/** The address that the call came from; undefined for a service. */
export function callerAddress(call: ApiCall): string | undefined {
  return call.caller.kind === 'address' ? call.caller.address : undefined
}

/** A member of `requestParameters`, if it is a non-empty string. */
export function parameter(call: ApiCall, name: string): string | undefined {
  const value = call.request[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** GuardDuty's AWS_API_CALL action; `affected` is by CloudFormation resource type, e.g. `AWS::S3::Bucket`. */
export function apiCallAction(call: ApiCall, affected: Readonly<Record<string, string>> = {}): Action {
  const address = callerAddress(call)
  const account = call.actor.accountId
  return {
    actionType: 'AWS_API_CALL',
    awsApiCallAction: {
      api: call.name,
      serviceName: call.service,
      callerType: address === undefined ? 'Domain' : 'Remote IP',
      ...(call.errorCode === undefined ? {} : { errorCode: call.errorCode }),
      ...(call.userAgent === '' ? {} : { userAgent: call.userAgent }),
      ...(address !== undefined && isIpv4(address) ? { remoteIpDetails: { ipAddressV4: address } } : {}),
      ...(call.caller.kind === 'service' ? { domainDetails: { domain: call.caller.name } } : {}),
      ...(account !== undefined && account !== call.accountId
        ? { remoteAccountDetails: { accountId: account, affiliated: false } }
        : {}),
      affectedResources: { ...affected },
    },
  }
}

/** Names of the buckets that an S3 call is about. */
export function bucketsOf(call: ApiCall): string[] {
  const name = parameter(call, 'bucketName')
  const fromResources = call.resources
    .filter(({ type, arn }) => type === 'AWS::S3::Bucket' && arn !== undefined)
    .map(({ arn }) => (arn ?? '').split(':').at(-1) ?? '')
  return [...new Set([...(name === undefined ? [] : [name]), ...fromResources])].filter((bucket) => bucket !== '')
}
