import { TCP } from '../../../model/ip-protocol.ts'
import { formatIpv4 } from '../../../std/ipv4.ts'
import { hitsOf } from '../../detector.ts'
import { flowSignal, networkConnectionAction, trafficInfo } from '../../flow-action.ts'
import { intel } from '../../kit/intel.ts'
import { answered, opened, sent } from '../../records/flow-line.ts'

const GUARD = '185.220.101.33'
const AUTHORITY = '131.188.40.189'
const lists = { TOR_GUARD_AUTHORITY: [`${GUARD}:9001`, `${AUTHORITY}:80`] }

/**
 * An instance opened a connection to a guard or directory authority of Tor, at the address and port where it serves Tor,
 * and was answered. An entry without a port stands for every port of its address.
 * Misses: bridges, which are not published; guards newer than the list; attempts that nothing answers.
 */
export default intel({
  type: 'UnauthorizedAccess:EC2/TorClient',
  on: 'flow',
  category: 'TOR_GUARD_AUTHORITY',
  select: ['remote:TOR_GUARD_AUTHORITY'],
  when: (flow) => flow.direction === 'OUTBOUND' && flow.protocol === TCP && flow.accepted && flow.answered,
  hits: (flow, context) => hitsOf(context, 'TOR_GUARD_AUTHORITY', flow.remoteAddress, flow.remotePort),
  signal: (flow, [hit]) => ({
    ...flowSignal(flow),
    action: networkConnectionAction(flow),
    additionalInfo: trafficInfo(flow),
    reason: `${formatIpv4(flow.remoteAddress)}:${flow.remotePort} answered the instance, and the list ${hit.listName} has it as ${hit.entry}`,
  }),
  vectors: [
    { name: 'a guard answers', records: opened(40_001, GUARD, 9001), lists, finds: 1, severity: 8, role: 'TARGET' },
    {
      name: 'first an authority, then a guard for two minutes: one finding',
      records: [
        ...opened(40_001, AUTHORITY, 80),
        ...[60, 120].flatMap((at) => opened(40_002, GUARD, 9001, { at, packets: 30 })),
      ],
      lists,
      finds: 1,
      count: 3,
    },
    { name: 'a web server at the address of a guard', records: opened(40_001, GUARD, 443), lists, finds: 0 },
    { name: 'a server that is not on the list', records: opened(40_001, '93.184.216.34', 9001), lists, finds: 0 },
    {
      name: 'the security group lets nothing out',
      records: [sent(40_001, GUARD, 9001, { action: 'REJECT', flags: 2, packets: 1, bytes: 60 })],
      lists,
      finds: 0,
    },
    {
      name: 'the guard does not answer',
      records: [sent(40_001, GUARD, 9001, { flags: 2, packets: 3, bytes: 180 })],
      lists,
      finds: 0,
    },
    { name: 'somebody calls from the address of a guard', records: answered(443, GUARD, 50_000), lists, finds: 0 },
    { name: 'UDP to the port', records: opened(40_001, GUARD, 9001, { protocol: 17, flags: 0 }), lists, finds: 0 },
    {
      name: 'an address that is trusted as well',
      records: opened(40_001, GUARD, 9001),
      lists: { ...lists, TRUSTED_IP: [GUARD] },
      finds: 0,
    },
  ],
})
