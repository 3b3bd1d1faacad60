import { dnsRequestAction, dnsSignal } from '../../dns-action.ts'
import { intel } from '../../kit/intel.ts'
import { queryRecord } from '../../records/name-query-record.ts'
import { sinkholesOf } from '../../sinkhole.ts'

const SINKHOLE = '146.112.61.108'
const INSTANCE = 'i-0a1b2c3d4e5f60022'
const lists = { BLACKHOLE_IP: [SINKHOLE], BLACKHOLE_DOMAIN: ['taken-down.net'] }

/**
 * An instance asks for a name that leads into a black hole: listed as taken over, or answered with a sinkhole's address.
 * Malware that still asks for its lost servers does so. Answers that DNS Firewall put in place of the real one do not
 * count.
 * Misses: sinkholes that are on no list.
 */
export default intel({
  type: 'Trojan:EC2/BlackholeTraffic!DNS',
  on: 'dns',
  category: ['BLACKHOLE_DOMAIN', 'BLACKHOLE_IP'],
  select: ['name:BLACKHOLE_DOMAIN', 'answer:BLACKHOLE_IP'],
  hits: (query, context) => [...context.indicators.names.hits(query.name), ...sinkholesOf(query, context)],
  signal: (query, [hit]) => ({
    ...dnsSignal(query),
    action: dnsRequestAction(query),
    reason: `asked for ${query.name}; the list ${hit.listName} has ${hit.entry} as a black hole`,
  }),
  vectors: [
    { name: 'answered by a sinkhole', records: [asked('c2.example.net', SINKHOLE)], lists, finds: 1, severity: 5 },
    { name: 'a listed name', records: [asked('x.taken-down.net')], lists, finds: 1 },
    { name: 'the test name', records: [asked('guarddutyblackholeactivity.com')], finds: 1 },
    { name: 'an ordinary answer', records: [asked('www.example.org', '93.184.216.34')], lists, finds: 0 },
    {
      name: 'DNS Firewall answers with its own',
      records: [
        queryRecord('c2.example.net', { answers: [SINKHOLE, '0.0.0.0'], firewall: 'BLOCK', instance: INSTANCE }),
      ],
      lists,
      finds: 0,
    },
    { name: 'the name above', records: [asked('net')], lists, finds: 0 },
  ],
})

function asked(name: string, ...answers: string[]) {
  return queryRecord(name, { answers, instance: INSTANCE })
}
