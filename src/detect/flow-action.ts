import type { Action } from '../model/action.ts'
import { ipProtocolName } from '../model/ip-protocol.ts'
import { portName } from '../model/port-name.ts'
import type { FlowSubject, JsonObject } from '../normalize/event.ts'
import { formatIpv4 } from '../std/ipv4.ts'
import type { FlowSummary } from './flow-summary.ts'

/** GuardDuty's NETWORK_CONNECTION action for one summary of flows. */
export function networkConnectionAction(flow: FlowSummary): Action {
  return {
    actionType: 'NETWORK_CONNECTION',
    networkConnectionAction: {
      connectionDirection: flow.direction,
      localIpDetails: { ipAddressV4: formatIpv4(flow.localAddress) },
      remoteIpDetails: { ipAddressV4: formatIpv4(flow.remoteAddress) },
      remotePortDetails: portDetails(flow.remotePort),
      localPortDetails: portDetails(flow.localPort),
      protocol: ipProtocolName(flow.protocol),
      blocked: flow.rejected && !flow.accepted,
    },
  }
}

export function portDetails(port: number): { port: number; portName: string } {
  return { port, portName: portName(port) }
}

/** What flow findings put into `additionalInfo` about the traffic of the summary; numbers as text, as the service does. */
export function trafficInfo(flow: FlowSummary): JsonObject {
  return {
    inBytes: String(flow.bytesReceived),
    outBytes: String(flow.bytesSent),
    localPort: String(flow.localPort),
  }
}

/** Tells interfaces apart across accounts. */
export function nameOf({ accountId, interfaceId }: FlowSubject): string {
  return `${accountId} ${interfaceId}`
}

/** The account, region, span and resource that every flow signal has. */
export function flowSignal(flow: FlowSummary) {
  return {
    accountId: flow.subject.accountId,
    region: flow.subject.region ?? '',
    first: flow.first,
    last: flow.last,
    resource: { kind: 'instance', subject: flow.subject, localAddress: formatIpv4(flow.localAddress) } as const,
  }
}
