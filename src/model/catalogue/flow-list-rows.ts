import { HIGH, LOW, MEDIUM } from '../severity.ts'
import type { FindingTypeEntry } from './entry.ts'
import { flowFields, flowRow } from './flow-row.ts'
import { mitre } from './mitre.ts'

const oneFlow = { window: 'Each flow record by itself.', threshold: 'One matching flow.' }
const isolate =
  'Isolate the instance with a security group that lets nothing out, keep its disk and memory for study, then replace it.'

/** Instances that talk to an address on a list. */
export const flowListRows: readonly FindingTypeEntry[] = [
  flowRow({
    type: 'Backdoor:EC2/C&CActivity.B',
    resourceRole: 'TARGET',
    severity: { default: HIGH },
    method: 'threat-list',
    intelCategories: ['C2_IP'],
    title: 'EC2 instance {instanceId} is talking to a known command and control server.',
    description:
      'EC2 instance {instanceId} opened traffic to {remoteIp}, an address listed as the command and control server of malware.',
    sees: 'Traffic that an instance starts to an address (or address and port) listed as a command and control server, whether it was let through or rejected.',
    misses: 'Servers not on the list, IPv6, and servers behind a content network whose addresses many sites share.',
    needs: `${flowFields}; a C2_IP list. tcp-flags and flow-direction make the direction certain.`,
    ...oneFlow,
    respond: `${isolate} Look for the named malware family and for other instances that reached the same address.`,
    mitre: mitre('Command and Control', 'T1071', 'T1095'),
  }),
  flowRow({
    type: 'CryptoCurrency:EC2/BitcoinTool.B',
    resourceRole: 'TARGET',
    severity: { default: HIGH },
    method: 'threat-list',
    intelCategories: ['CRYPTO_IP'],
    title: 'EC2 instance {instanceId} is talking to an IP address of a cryptocurrency network.',
    description:
      'EC2 instance {instanceId} exchanges traffic with {remoteIp}, an address listed for mining or other cryptocurrency activity.',
    sees: 'Traffic that an instance starts to a listed mining pool or cryptocurrency node.',
    misses: 'Private pools, pools reached through a proxy, and addresses that a pool took up after the list was made.',
    needs: `${flowFields}; a CRYPTO_IP list, best with ports.`,
    ...oneFlow,
    respond:
      'If the instance is meant to take part in a blockchain, suppress this type for it. If not, treat it as taken over: isolate it, find how the miner came in, and replace it.',
    mitre: mitre('Impact', 'T1496'),
  }),
  flowRow({
    type: 'Trojan:EC2/BlackholeTraffic',
    resourceRole: 'TARGET',
    severity: { default: MEDIUM },
    method: 'threat-list',
    intelCategories: ['BLACKHOLE_IP'],
    title: 'EC2 instance {instanceId} is sending traffic to a black-holed IP address.',
    description:
      'EC2 instance {instanceId} tries to reach {remoteIp} on port {remotePort}. That address is a sinkhole or black hole, where traffic of known malware is sent to end.',
    sees: 'Attempts to reach an address that a provider or a security team took over or routed to nowhere, which is what a bot does that has lost its master.',
    misses: 'Sinkholes that are not on the list.',
    needs: `${flowFields}; a BLACKHOLE_IP list. One-way traffic is enough.`,
    ...oneFlow,
    respond: `Find the process that keeps trying. ${isolate}`,
    mitre: mitre('Command and Control', 'T1071'),
  }),
  flowRow({
    type: 'Trojan:EC2/DropPoint',
    resourceRole: 'TARGET',
    severity: { default: MEDIUM },
    method: 'threat-list',
    intelCategories: ['DROP_POINT_IP'],
    title: 'EC2 instance {instanceId} is talking to a drop point.',
    description:
      'EC2 instance {instanceId} exchanges traffic with {remoteIp}, a host where malware leaves stolen credentials and other data.',
    sees: 'Traffic that an instance starts to a listed collection host of information stealers.',
    misses: 'Drop points on public services such as messengers or paste sites, and hosts that are not on the list.',
    needs: `${flowFields}; a DROP_POINT_IP list.`,
    ...oneFlow,
    respond: `${isolate} Change every secret that was on the instance, its role credentials first.`,
    mitre: mitre('Exfiltration', 'T1041', 'T1567'),
  }),
  flowRow({
    type: 'UnauthorizedAccess:EC2/MaliciousIPCaller.Custom',
    resourceRole: 'TARGET',
    severity: { default: MEDIUM },
    method: 'threat-list',
    intelCategories: ['CUSTOM_THREAT_IP'],
    key: ['instanceId', 'threatListName'],
    title: 'EC2 instance {instanceId} is talking to an IP address on your threat list {threatListName}.',
    description:
      'EC2 instance {instanceId} exchanges traffic with {remoteIp}, an address on your threat list {threatListName}.',
    sees: 'Traffic to an address on a threat list that you uploaded, and traffic from it that was accepted and answered.',
    misses:
      'List entries that are private or unroutable, inactive lists, IPv6, and inbound attempts that got no answer.',
    needs: `${flowFields}; an active threat list of your own.`,
    ...oneFlow,
    respond:
      'Ask why the address was put on the list, then judge the traffic: close the port or isolate the instance if it has no business there.',
    mitre: mitre('Command and Control', 'T1071'),
  }),
  flowRow({
    type: 'UnauthorizedAccess:EC2/TorClient',
    resourceRole: 'TARGET',
    severity: { default: HIGH },
    method: 'threat-list',
    intelCategories: ['TOR_GUARD_AUTHORITY'],
    title: 'EC2 instance {instanceId} is connecting to the entrance of the Tor network.',
    description:
      'EC2 instance {instanceId} has a connection to {remoteIp}, a guard or directory authority through which clients enter the Tor network.',
    sees: 'An answered connection from an instance to the address and port of a Tor guard relay or directory authority.',
    misses: 'Bridges, which are not published, and relays younger than the list.',
    needs: `${flowFields}; a TOR_GUARD_AUTHORITY list with ports, not older than a day.`,
    window: 'Each flow record by itself.',
    threshold: 'One flow with packets in both directions.',
    respond: `If nobody installed Tor on purpose, something hides its traffic. ${isolate}`,
    mitre: mitre('Command and Control', 'T1090.003'),
  }),
  flowRow({
    type: 'UnauthorizedAccess:EC2/TorRelay',
    resourceRole: 'TARGET',
    severity: { default: HIGH },
    method: 'threat-list',
    intelCategories: ['TOR_RELAY'],
    title: 'EC2 instance {instanceId} is exchanging traffic with Tor relays as a relay does.',
    description:
      'EC2 instance {instanceId} exchanges traffic with {remoteIp} and other Tor relays in both directions, as if it were itself a relay of the Tor network.',
    sees: 'An instance whose own public address is in the list of relays, or that both calls relays and is called by them.',
    misses: 'Unpublished bridges, and relays that carry traffic for too few others within an hour.',
    needs: `${flowFields}; a TOR_RELAY list with ports.`,
    window: 'One hour, sliding.',
    threshold: 'Outbound to five relays and accepted inbound from three on one local port; or the own address listed.',
    respond:
      'A relay carries the traffic of strangers under your address. Stop it unless it is run on purpose, and find out who installed it.',
    mitre: mitre('Command and Control', 'T1090.003'),
  }),
  flowRow({
    type: 'Recon:EC2/PortProbeUnprotectedPort',
    actionType: 'PORT_PROBE',
    resourceRole: 'TARGET',
    severity: { default: LOW, variants: [{ value: HIGH, when: 'the probed port is 9200 or 9300 (Elasticsearch)' }] },
    method: 'threat-list',
    intelCategories: ['SCANNER_IP'],
    title: 'An open port of EC2 instance {instanceId} is being probed.',
    description:
      'EC2 instance {instanceId} answers on a port that no rule protects, and {remoteIp}, a host known for scanning, is probing it.',
    sees: 'A listed scanner reaching a port that is open to it and that answers.',
    misses:
      'Scanners not on the list, ports 80 and 443, which are left out by default, and UDP services that stay silent.',
    needs: `${flowFields}; a SCANNER_IP list. tcp-flags tell an open port from one that only lets packets in.`,
    window: 'Each flow record; probes within ten minutes are put together.',
    threshold: 'One probe that was answered.',
    respond:
      'Close the port in the security group or network ACL, or limit it to the addresses that need it. For a bastion or public server, suppress by tag or image.',
    mitre: mitre('Reconnaissance', 'T1595.001', 'T1046'),
  }),
  flowRow({
    type: 'Recon:EC2/PortProbeEMRUnprotectedPort',
    actionType: 'PORT_PROBE',
    resourceRole: 'TARGET',
    severity: { default: HIGH },
    method: 'threat-list',
    intelCategories: ['SCANNER_IP'],
    title: 'An open EMR port of EC2 instance {instanceId} is being probed.',
    description:
      'EC2 instance {instanceId} belongs to an EMR cluster and answers on a management port of it, which {remoteIp}, a host known for scanning, is probing.',
    sees: 'A listed scanner reaching an answering EMR management port (such as 8088, YARN) of an instance in an EMR cluster.',
    misses: 'EMR instances that the inventory does not know as such; they are reported as PortProbeUnprotectedPort.',
    needs: `${flowFields}; a SCANNER_IP list; the inventory's tags or security groups, which tell EMR instances.`,
    window: 'Each flow record; probes within ten minutes are put together.',
    threshold: 'One probe that was answered.',
    respond:
      'Close the port to the internet at once: YARN and its kin run code for whoever asks. Turn on EMR block public access, and look for jobs you did not submit.',
    mitre: mitre('Reconnaissance', 'T1595.001', 'T1190'),
  }),
]
