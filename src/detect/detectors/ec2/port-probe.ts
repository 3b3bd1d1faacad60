import type { FindingTypeName } from '../../../model/catalogue/index.ts'
import { TCP } from '../../../model/ip-protocol.ts'
import { formatIpv4 } from '../../../std/ipv4.ts'
import { type Context, type Detector, hitsOf } from '../../detector.ts'
import { isEmrNode } from '../../emr-node.ts'
import { flowSignal, portDetails } from '../../flow-action.ts'
import { instanceOf } from '../../flow-instance.ts'
import type { FlowSummary } from '../../flow-summary.ts'
import { intel } from '../../kit/intel.ts'
import { callRecord, serviceActor } from '../../records/cloudtrail-record.ts'
import { describedInstance } from '../../records/described-instance.ts'
import { answered, opened, received } from '../../records/flow-line.ts'
import type { Vector } from '../../vector.ts'

const SCANNER = '45.155.205.99'
/** Open to everybody by purpose, and probed all the time. */
const PORTS_LEFT_OUT = new Set([80, 443])
const ELASTICSEARCH_PORTS = new Set([9200, 9300])
const YARN_PORT = 8088
/** Where the programs of an EMR cluster have their consoles and interfaces: YARN, HDFS, Spark, HBase, Livy, notebooks. */
const EMR_PORTS = new Set([
  YARN_PORT,
  8042,
  8188,
  8443,
  8888,
  8890,
  8998,
  9443,
  9864,
  9870,
  16010,
  18080,
  19888,
  20888,
  50070,
  50075,
])
const HIGH = 8
const lists = { SCANNER_IP: [SCANNER] }
const EMR_NODE = describedInstance({ tags: { 'aws:elasticmapreduce:job-flow-id': 'j-2AXXXXXXGAPLF' } })
const NO_EMR_NODE = describedInstance({ tags: { Name: 'elasticmapreduce-test' }, securityGroup: 'web-servers' })

/**
 * A known scanner reached a port of the instance and the port answered. Elasticsearch ports raise the severity, and EMR
 * ports of EMR nodes are a type of their own. Probes within ten minutes are shown together. Leaves out 80 and 443.
 * Misses: scanners on no list; UDP services; EMR nodes that the inventory does not know as such, which are reported as
 * any other instance.
 */
export default [
  portProbe({
    type: 'Recon:EC2/PortProbeUnprotectedPort',
    when: (flow, context) => !isEmrProbe(flow, context),
    severityOf: (port) => (ELASTICSEARCH_PORTS.has(port) ? HIGH : undefined),
    vectors: [...probeVectors(22, {}), ...unprotectedVectors()],
  }),
  portProbe({
    type: 'Recon:EC2/PortProbeEMRUnprotectedPort',
    when: isEmrProbe,
    vectors: [...probeVectors(YARN_PORT, { inventory: EMR_NODE }), ...emrVectors()],
  }),
]

interface Row {
  type: FindingTypeName
  when: (flow: FlowSummary, context: Context) => boolean
  severityOf?: (port: number) => number | undefined
  vectors: readonly Vector[]
}

function portProbe({ type, when, severityOf, vectors }: Row): Detector {
  return intel({
    type,
    on: 'flow',
    category: 'SCANNER_IP',
    select: ['remote:SCANNER_IP'],
    when: (flow, context) => isAnsweredProbe(flow) && when(flow, context),
    hits: (flow, context) => hitsOf(context, 'SCANNER_IP', flow.remoteAddress),
    signal: (flow, [hit]) => {
      const severity = severityOf?.(flow.localPort)
      return {
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
        ...(severity === undefined ? {} : { severity }),
        reason: `port ${flow.localPort} answered ${formatIpv4(flow.remoteAddress)}, which the list ${hit.listName} has as ${hit.entry}`,
      }
    },
    vectors,
  })
}

function isAnsweredProbe({ direction, protocol, accepted, answered, localPort }: FlowSummary): boolean {
  return direction === 'INBOUND' && protocol === TCP && accepted && answered && !PORTS_LEFT_OUT.has(localPort)
}

function isEmrProbe(flow: FlowSummary, { inventory }: Context): boolean {
  if (!EMR_PORTS.has(flow.localPort)) return false
  const instance = instanceOf(flow, inventory)
  return instance !== undefined && isEmrNode(instance)
}

/** What holds of either type, on a port of it; `around` makes the instance one of the type's. */
function probeVectors(port: number, around: Pick<Vector, 'inventory'>): Vector[] {
  const lone = { flags: 2, packets: 1, bytes: 60 }
  const refusal = answered(port, SCANNER, 50_000, { flags: 4, packets: 1, bytes: 40 })[1]
  const vectors: Vector[] = [
    { name: 'the port answers a scanner', records: answered(port, SCANNER, 50_000), finds: 1 },
    {
      name: 'the security group rejects it',
      records: [received(port, SCANNER, 50_000, { action: 'REJECT', flags: 2 })],
      finds: 0,
    },
    { name: 'let in, but nothing answers', records: [received(port, SCANNER, 50_000, lone)], finds: 0 },
    { name: 'the host refuses', records: [received(port, SCANNER, 50_000, lone), refusal], finds: 0 },
    { name: 'an unlisted address', records: answered(port, '93.184.216.34', 50_000), finds: 0 },
    {
      name: 'a scanner that is trusted',
      records: answered(port, SCANNER, 50_000),
      lists: { ...lists, TRUSTED_IP: [SCANNER] },
      finds: 0,
    },
    { name: 'a web server is looked at', records: answered(443, SCANNER, 50_000), finds: 0 },
    { name: 'the instance calls the scanner', records: opened(40_001, SCANNER, port), finds: 0 },
  ]
  return vectors.map((vector) => ({ lists, ...around, ...vector }))
}

function unprotectedVectors(): Vector[] {
  return [
    { name: 'SSH is low', records: answered(22, SCANNER, 50_000), lists, finds: 1, severity: 2 },
    { name: 'Elasticsearch is high', records: answered(9200, SCANNER, 50_000), lists, finds: 1, severity: 8 },
    {
      name: 'two ports: one finding, the higher severity',
      records: [...answered(9200, SCANNER, 50_000), ...answered(22, SCANNER, 50_001, { at: 120 })],
      lists,
      finds: 1,
      count: 2,
      severity: 8,
    },
    {
      name: 'the port of YARN on an instance that is not of EMR',
      records: answered(YARN_PORT, SCANNER, 50_000),
      lists,
      inventory: NO_EMR_NODE,
      finds: 1,
      severity: 2,
    },
    { name: 'SSH of an EMR node', records: answered(22, SCANNER, 50_000), lists, inventory: EMR_NODE, finds: 1 },
    {
      name: 'YARN of an EMR node',
      records: answered(YARN_PORT, SCANNER, 50_000),
      lists,
      inventory: EMR_NODE,
      finds: 0,
    },
  ]
}

function emrVectors(): Vector[] {
  const instance = 'i-0a1b2c3d4e5f60e30'
  const tags = { items: [{ key: 'aws:elasticmapreduce:instance-group-role', value: 'MASTER' }] }
  const launch = callRecord('ec2.amazonaws.com', 'RunInstances', {
    actor: serviceActor('elasticmapreduce.amazonaws.com'),
    response: { instancesSet: { items: [{ instanceId: instance, tagSet: tags }] } },
  })
  const probe = answered(YARN_PORT, SCANNER, 50_000)
  return [
    {
      name: 'a node that EMR was seen to start',
      records: [launch, ...answered(YARN_PORT, SCANNER, 50_000, { at: 60, instance, local: '10.0.1.30' })],
      lists,
      finds: 1,
      severity: 8,
      role: 'TARGET',
    },
    {
      name: 'a node told by its security group',
      records: probe,
      lists,
      inventory: describedInstance({ securityGroup: 'ElasticMapReduce-master' }),
      finds: 1,
    },
    { name: 'SSH of a node', records: answered(22, SCANNER, 50_000), lists, inventory: EMR_NODE, finds: 0 },
    {
      name: 'an instance that is not of EMR',
      records: probe,
      lists,
      inventory: NO_EMR_NODE,
      finds: 0,
    },
    { name: 'an instance of which nothing is known', records: probe, lists, finds: 0 },
  ]
}
