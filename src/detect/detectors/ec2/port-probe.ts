import { formatIpv4 } from '../../../std/ipv4.ts'
import { hitsOf } from '../../detector.ts'
import { flowSignal, portDetails } from '../../flow-action.ts'
import { intel } from '../../kit/intel.ts'
import { answered, opened, received } from '../../records/flow-line.ts'

const SCANNER = '45.155.205.99'
const TCP = 6
/** Open to everybody by purpose, and probed all the time. */
const PORTS_LEFT_OUT = new Set([80, 443])
const ELASTICSEARCH_PORTS = new Set([9200, 9300])
const HIGH = 8
const lists = { SCANNER_IP: [SCANNER] }

/**
 * A known scanner reached a port of the instance and the port answered. Elasticsearch ports raise the severity. Probes
 * within ten minutes are shown together. Leaves out 80 and 443.
 * Misses: scanners on no list; ports that answer over UDP with nothing.
 */
export default intel({
  type: 'Recon:EC2/PortProbeUnprotectedPort',
  on: 'flow',
  category: 'SCANNER_IP',
  select: ['remote:SCANNER_IP'],
  when: (flow) =>
    flow.direction === 'INBOUND' &&
    flow.protocol === TCP &&
    flow.accepted &&
    flow.answered &&
    !PORTS_LEFT_OUT.has(flow.localPort),
  hits: (flow, context) => hitsOf(context, 'SCANNER_IP', flow.remoteAddress),
  signal: (flow, [hit]) => ({
    ...flowSignal(flow),
    action: {
      actionType: 'PORT_PROBE',
      portProbeAction: {
        portProbeDetails: [
          {
            localPortDetails: portDetails(flow.localPort),
            localIpDetails: { ipAddressV4: formatIpv4(flow.localAddress) },
            remoteIpDetails: { ipAddressV4: formatIpv4(flow.remoteAddress) },
          },
        ],
        blocked: false,
      },
    },
    ...(ELASTICSEARCH_PORTS.has(flow.localPort) ? { severity: HIGH } : {}),
    reason: `port ${flow.localPort} answered ${formatIpv4(flow.remoteAddress)}, which the list ${hit.listName} has as ${hit.entry}`,
  }),
  vectors: [
    { name: 'SSH answers a scanner', records: answered(22, SCANNER, 50_000), lists, finds: 1, severity: 2 },
    { name: 'Elasticsearch answers a scanner', records: answered(9200, SCANNER, 50_000), lists, finds: 1, severity: 8 },
    {
      name: 'two ports: one finding, the higher severity',
      records: [...answered(9200, SCANNER, 50_000), ...answered(22, SCANNER, 50_001, { at: 120 })],
      lists,
      finds: 1,
      count: 2,
      severity: 8,
    },
    {
      name: 'the security group rejects it',
      records: [received(22, SCANNER, 50_000, { action: 'REJECT', flags: 2 })],
      lists,
      finds: 0,
    },
    {
      name: 'let in, but nothing answers',
      records: [received(22, SCANNER, 50_000, { flags: 2, packets: 1, bytes: 60 })],
      lists,
      finds: 0,
    },
    {
      name: 'the host refuses',
      records: [
        received(22, SCANNER, 50_000, { flags: 2, packets: 1, bytes: 60 }),
        { ...answered(22, SCANNER, 50_000, { flags: 4, packets: 1, bytes: 40 })[1] },
      ],
      lists,
      finds: 0,
    },
    { name: 'an unlisted address', records: answered(22, '93.184.216.34', 50_000), lists, finds: 0 },
    { name: 'a web server is looked at', records: answered(443, SCANNER, 50_000), lists, finds: 0 },
    { name: 'the instance calls the scanner', records: opened(40_001, SCANNER, 22), lists, finds: 0 },
  ],
})
