import { HIGH, LOW, MEDIUM } from '../severity.ts'
import type { FindingTypeEntry } from './entry.ts'
import type { FindingTypeName } from './finding-type-name.ts'
import { flowFields, flowRow } from './flow-row.ts'
import { mitre } from './mitre.ts'

const flood = (
  type: Extract<FindingTypeName, `Backdoor:EC2/DenialOfService.${string}`>,
  kind: { traffic: string; sees: string; misses: string },
): FindingTypeEntry =>
  flowRow({
    type,
    resourceRole: 'ACTOR',
    severity: { default: HIGH },
    method: 'statistical',
    title: `EC2 instance {instanceId} may be taking part in a denial of service attack with ${kind.traffic}.`,
    description: `The traffic of EC2 instance {instanceId} looks like a denial of service attack: it floods {remoteIp} with ${kind.traffic}.`,
    sees: kind.sees,
    misses: `${kind.misses} Answered floods of packets that vary in size or, to high UDP ports, do not. Floods spread over many victims, floods at private addresses, and those slower than the threshold.`,
    needs: `${flowFields}. Fourteen days of history sharpen it.`,
    window: 'Five minutes, each joined with the next; a longer record is spread evenly over its windows.',
    threshold:
      '100,000 packets to one public address, of flood shape, to a destination that is new or at ten times the usual rate.',
    respond:
      'Cut the outbound traffic with a security group or network ACL, then look for the tool and how it came in. If it is a load test of yours, suppress by tag or image.',
    mitre: mitre('Impact', 'T1498.001', 'T1498'),
  })

const bruteForce = (
  type: Extract<FindingTypeName, `${string}BruteForce`>,
  { protocol, ports }: { protocol: string; ports: string },
): FindingTypeEntry =>
  flowRow({
    type,
    resourceRole: 'BY_DIRECTION',
    severity: { default: LOW, variants: [{ value: HIGH, when: 'the instance is the one that guesses' }] },
    method: 'statistical',
    key: ['instanceId', 'resourceRole'],
    title: `{actor} is trying to break into {target} by guessing ${protocol} passwords.`,
    description: `{actor} keeps opening short ${protocol} connections to {target}, as a program does that tries one password after another.`,
    sees: `Many short, alike connections of one pair to ${ports}. The finding is Low when the instance is attacked and High when it attacks.`,
    misses:
      'Guessing spread thinly over many sources or over days, services moved to other ports, and whether a guess succeeded: flow logs do not tell.',
    needs: `${flowFields}.`,
    window: 'Thirty minutes, sliding.',
    threshold:
      '30 connections of one pair, each at most 16 KiB and 60 seconds, sizes varying by no more than half their mean.',
    respond: `When attacked: close ${ports} to the internet, allow keys only, and look for a successful log-in. When the instance attacks: isolate it, it is no longer yours alone.`,
    mitre: mitre('Credential Access', 'T1110.001', 'T1110.003', 'T1021'),
  })

/** Instances that flood, scan or guess, told by counts in a window. */
export const flowAttackRows: readonly FindingTypeEntry[] = [
  flood('Backdoor:EC2/DenialOfService.Dns', {
    traffic: 'packets to the DNS port',
    sees: 'A flood of outbound packets to port 53 of one public address.',
    misses: 'Busy resolvers are told apart only by their spread over many servers.',
  }),
  flood('Backdoor:EC2/DenialOfService.Tcp', {
    traffic: 'TCP packets',
    sees: 'A flood of outbound TCP to one public address, most of it connection attempts or without an answer.',
    misses: 'Floods of complete requests, which look like heavy use.',
  }),
  flood('Backdoor:EC2/DenialOfService.Udp', {
    traffic: 'UDP packets',
    sees: 'A flood of outbound UDP to one public address, on ports that are neither DNS nor typical of TCP.',
    misses: 'Games, voice and QUIC are told apart only by their answers and varying packet sizes.',
  }),
  flood('Backdoor:EC2/DenialOfService.UdpOnTcpPorts', {
    traffic: 'UDP packets to a port that TCP services use',
    sees: 'A flood of outbound UDP to a port on which nothing but TCP is expected, such as 22 or 3306.',
    misses: 'Ports 80 and 443 count as plain UDP because QUIC uses them.',
  }),
  flood('Backdoor:EC2/DenialOfService.UnusualProtocol', {
    traffic: 'packets of an unusual IP protocol',
    sees: 'A flood of an IP protocol that instances hardly use, such as IGMP.',
    misses: 'ICMP, GRE, ESP and other protocols of everyday networks.',
  }),
  flowRow({
    type: 'Recon:EC2/Portscan',
    resourceRole: 'ACTOR',
    severity: { default: MEDIUM },
    method: 'statistical',
    title: 'EC2 instance {instanceId} is scanning the ports of another host.',
    description:
      'EC2 instance {instanceId} tried many ports of {remoteIp} within a short time. Some of the ports: {portsScannedSample}.',
    sees: 'One instance trying many ports of one host, public or private, most of them in vain.',
    misses: 'Scans slower than 500 ports an hour, and scans whose ports mostly answer.',
    needs: `${flowFields}.`,
    window: 'Five minutes, sliding; one hour for slow scans.',
    threshold: '50 ports in five minutes with half of them failed, or 500 ports in an hour.',
    respond:
      'If it is your vulnerability scanner, suppress by tag or image. If not, isolate the instance: somebody is looking around from it.',
    mitre: mitre('Discovery', 'T1046'),
  }),
  flowRow({
    type: 'Impact:EC2/PortSweep',
    resourceRole: 'ACTOR',
    severity: { default: HIGH },
    method: 'statistical',
    title: 'EC2 instance {instanceId} is looking for port {remotePort} on many hosts.',
    description:
      'EC2 instance {instanceId} tried port {remotePort} on a great many public addresses, as one does to find hosts with a weakness.',
    sees: 'One instance trying one port on many public addresses, most of which do not answer.',
    misses: 'Sweeps of private networks, and slow ones.',
    needs: `${flowFields}.`,
    window: 'Ten minutes, sliding.',
    threshold: '100 public addresses with 60 % unanswered; for ports 53, 80, 123 and 443, 250 with 90 %.',
    respond:
      'Isolate the instance and look for a worm or scanner on it. Abuse reports about your addresses will follow if it goes on.',
    mitre: mitre('Discovery', 'T1046', 'T1595.001'),
  }),
  bruteForce('UnauthorizedAccess:EC2/SSHBruteForce', { protocol: 'SSH', ports: 'port 22' }),
  bruteForce('UnauthorizedAccess:EC2/RDPBruteForce', { protocol: 'RDP', ports: 'port 3389' }),
  bruteForce('Impact:EC2/WinRMBruteForce', { protocol: 'WinRM', ports: 'ports 5985 and 5986' }),
]
