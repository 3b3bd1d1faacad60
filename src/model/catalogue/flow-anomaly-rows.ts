import { HIGH, MEDIUM } from '../severity.ts'
import type { FindingTypeEntry } from './entry.ts'
import { flowFields, flowRow } from './flow-row.ts'
import { mitre } from './mitre.ts'

const learnt = 'fourteen days of its past, seven at the least'

/** Instances that do what they never did before. */
export const flowAnomalyRows: readonly FindingTypeEntry[] = [
  flowRow({
    type: 'Backdoor:EC2/Spambot',
    resourceRole: 'ACTOR',
    severity: { default: MEDIUM },
    method: 'anomaly-ml',
    title: 'EC2 instance {instanceId} has begun to send to port 25.',
    description:
      'EC2 instance {instanceId} sends to mail servers on port 25, which it never did before. It may be sending spam.',
    sees: 'An instance without any history on port 25 that begins to connect to mail servers.',
    misses: 'Spam through web mail or port 587, and servers that sent mail all along.',
    needs: `${flowFields}; for the instance, ${learnt}.`,
    window: 'One hour.',
    threshold: 'Ten connections or five mail servers; 25 servers for an instance that is too young.',
    respond:
      'Find the program that sends. Legitimate mail belongs on SES or a relay; otherwise isolate the instance before your addresses are blocked.',
    mitre: mitre('Impact', 'T1496', 'T1566'),
  }),
  flowRow({
    type: 'Behavior:EC2/NetworkPortUnusual',
    resourceRole: 'ACTOR',
    severity: {
      default: MEDIUM,
      variants: [{ value: HIGH, when: 'the port is 389 or 1389 and the flow was answered: a possible Log4j callback' }],
    },
    method: 'anomaly-ml',
    key: ['instanceId', 'remotePort'],
    title: 'EC2 instance {instanceId} has begun to use server port {remotePort}.',
    description:
      'EC2 instance {instanceId} reached another host on server port {remotePort}, which neither it nor its like normally use.',
    sees: 'The first use of a remote server port by an instance, when its peers do not use it either.',
    misses: 'Malware on ports that are already in use, above all 443.',
    needs: `${flowFields}; for the instance, ${learnt}, except for ports 389 and 1389.`,
    window: 'Each flow record, confirmed within five minutes.',
    threshold: 'First use with two or more packets in reply.',
    respond:
      'Ask what was deployed lately. If nothing explains the port, find the process and the remote host; for 389 or 1389, look for Log4j.',
    mitre: mitre('Command and Control', 'T1571'),
  }),
  flowRow({
    type: 'Behavior:EC2/TrafficVolumeUnusual',
    resourceRole: 'ACTOR',
    severity: { default: MEDIUM },
    method: 'anomaly-ml',
    title: 'EC2 instance {instanceId} is sending an unusual amount of data to {remoteIp}.',
    description:
      'EC2 instance {instanceId} sent far more data to {remoteIp} than it ever sent to a single host within an hour.',
    sees: 'An hour in which an instance sends one host many times what it sends others.',
    misses: 'Slow theft, theft over many destinations, and traffic to S3 and DynamoDB of the same region.',
    needs: `${flowFields}; for the instance, ${learnt}, with 100 active hours.`,
    window: 'One hour.',
    threshold: '100 MiB, six deviations above its usual hourly peaks, and three times the most ever sent to that host.',
    respond:
      'Find out what was sent and by whom: a new backup or release explains most. If nothing does, cut the connection and treat it as theft of data.',
    mitre: mitre('Exfiltration', 'T1048', 'T1030'),
  }),
]
