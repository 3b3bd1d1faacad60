import type { JsonObject } from '../../src/normalize/event.ts'
import { isoSeconds } from '../time-text.ts'

/** A query that an instance put to the resolver of its VPC, and what came back. */
export interface NameQuestion {
  time: number
  accountId: string
  region: string
  vpcId: string
  /** With or without the trailing dot. */
  name: string
  type: string
  rcode: string
  answers: { data: string; type: string }[]
  sourceAddress: string
  sourcePort: number
  transport: 'UDP' | 'TCP'
  /** Absent for a resolver endpoint's query. */
  instanceId: string
  firewallAction?: 'ALERT' | 'BLOCK'
}

/** A Route 53 Resolver query log record. */
export function dnsRecord(question: Partial<NameQuestion> = {}): JsonObject {
  const { name = 'www.quillmere.example', answers = [{ data: '85.240.1.10', type: 'A' }] } = question
  const firewall = question.firewallAction
  return {
    version: '1.100000',
    account_id: question.accountId ?? '111122223333',
    region: question.region ?? 'eu-central-1',
    vpc_id: question.vpcId ?? 'vpc-0a1b2c3d4e5f60718',
    query_timestamp: isoSeconds(question.time ?? 1_772_438_400_000),
    query_name: name.endsWith('.') ? name : `${name}.`,
    query_type: question.type ?? 'A',
    query_class: 'IN',
    rcode: question.rcode ?? 'NOERROR',
    answers: answers.map(({ data, type }) => ({ Rdata: data, Type: type, Class: 'IN' })),
    srcaddr: question.sourceAddress ?? '10.20.1.17',
    srcport: String(question.sourcePort ?? 40_112),
    transport: question.transport ?? 'UDP',
    srcids: { instance: question.instanceId ?? 'i-0a1b2c3d4e5f60718' },
    ...(firewall === undefined
      ? {}
      : {
          firewall_rule_action: firewall,
          firewall_rule_group_id: 'rslvr-frg-01',
          firewall_domain_list_id: 'rslvr-fdl-01',
        }),
  }
}
