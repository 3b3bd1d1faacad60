import { TCP } from '../records/exchange.ts'
import type { LogRecord } from '../records/log-record.ts'
import { type Activity, sometime } from './hour.ts'

const QUIET_MINUTES_PER_HOUR = 2

/** Minutes in which an interface saw nothing, which flow logs say too. */
export const quietMinutes: Activity = (hour) =>
  hour.organisation.instances.flatMap(({ accountId, region, interfaceId, vpcId, subnetId, azId }) =>
    Array.from({ length: hour.random.count(QUIET_MINUTES_PER_HOUR) }, (): LogRecord => {
      const time = sometime(hour)
      const start = Math.floor(time / 1_000)
      const nothing = { srcaddr: '-', dstaddr: '-', srcport: 0, dstport: 0, packets: 0, bytes: 0, tcpFlags: 0 }
      const flow = {
        ...{ accountId, region, interfaceId, vpcId, subnetId, azId },
        ...{ ...nothing, protocol: TCP, pktSrcaddr: '-', pktDstaddr: '-', action: 'ACCEPT' as const },
        ...{ flowDirection: 'ingress' as const, start, end: start + 59, idle: true },
      }
      return { source: 'flow', time, accountId, region, flow }
    }),
  )
