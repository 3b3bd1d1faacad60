import type { JsonObject } from '../../normalize/event.ts'
import { ACCOUNT, REGION } from './cloudtrail-record.ts'
import { INSTANCE, LOCAL_ADDRESS } from './flow-line.ts'
import { timeAt } from './record-time.ts'

export interface QueryOptions {
  /** Seconds after the start of the case. */
  at?: number
  type?: string
  rcode?: string
  answers?: string[]
  instance?: string
  /** DNS Firewall's verdict. */
  firewall?: 'BLOCK' | 'ALERT'
}

/** A Route 53 Resolver query log record: the instance asks for a name. */
export function queryRecord(name: string, options: QueryOptions = {}): JsonObject {
  const type = options.type ?? 'A'
  return {
    version: '1.100000',
    account_id: ACCOUNT,
    region: REGION,
    vpc_id: 'vpc-0a1b2c3d4e5f60718',
    query_timestamp: timeAt(options.at ?? 0),
    query_name: `${name}.`,
    query_type: type,
    query_class: 'IN',
    rcode: options.rcode ?? 'NOERROR',
    answers: (options.answers ?? []).map((data) => ({ Rdata: data, Type: type, Class: 'IN' })),
    srcaddr: LOCAL_ADDRESS,
    srcport: '40123',
    transport: 'UDP',
    srcids: { instance: options.instance ?? INSTANCE },
    ...(options.firewall === undefined
      ? {}
      : { firewall_rule_action: options.firewall, firewall_rule_group_id: 'rslvr-frg-1' }),
  }
}
