import type { Action } from '../model/action.ts'
import type { NameSummary } from './observation.ts'

/** GuardDuty's DNS_REQUEST action for one summary of queries. */
export function dnsRequestAction(query: NameSummary): Action {
  return {
    actionType: 'DNS_REQUEST',
    dnsRequestAction: { domain: query.name, protocol: query.transport || 'UDP', blocked: query.blocked },
  }
}

/** The account, region, span and resource that every DNS signal has. */
export function dnsSignal(query: NameSummary) {
  return {
    accountId: query.accountId,
    region: query.region,
    first: query.time,
    last: query.last,
    resource: {
      kind: 'instance',
      subject: {
        accountId: query.accountId,
        region: query.region,
        interfaceId: query.interfaceId ?? '',
        ...(query.instanceId === undefined ? {} : { instanceId: query.instanceId }),
        ...(query.vpcId === undefined ? {} : { vpcId: query.vpcId }),
      },
      localAddress: query.sourceAddress,
    } as const,
  }
}
