import type { FindingTypeName } from '../../model/catalogue/index.ts'
import type { NetworkConnectionAction } from '../../model/network-connection-action.ts'
import { portName } from '../../model/port-name.ts'
import type { PortProbeAction } from '../../model/port-probe-action.ts'
import type { RemoteIpDetails } from '../../model/remote-ip-details.ts'
import { placeholderRemote } from './placeholder-remote.ts'

const LOCAL = { ipAddressV4: '10.0.0.23' }

type Connection = readonly [localPort: number, direction: '<' | '>', remotePort: number, protocol: string]

/** The connection that the service shows for each type: `<` came in, `>` went out. */
const CONNECTIONS: { readonly [Name in FindingTypeName]?: Connection } = {
  'Backdoor:EC2/C&CActivity.B': [2000, '>', 25, 'TCP'],
  'Backdoor:EC2/DenialOfService.Dns': [24198, '>', 53, 'UDP'],
  'Backdoor:EC2/DenialOfService.Tcp': [24198, '>', 80, 'TCP'],
  'Backdoor:EC2/DenialOfService.Udp': [24198, '>', 80, 'UDP'],
  'Backdoor:EC2/DenialOfService.UdpOnTcpPorts': [24198, '>', 21, 'UDP'],
  'Backdoor:EC2/DenialOfService.UnusualProtocol': [24198, '>', 80, '15'],
  'Backdoor:EC2/Spambot': [2000, '>', 25, 'TCP'],
  'Behavior:EC2/NetworkPortUnusual': [34875, '>', 80, 'TCP'],
  'Behavior:EC2/TrafficVolumeUnusual': [2000, '>', 22, 'TCP'],
  'CryptoCurrency:EC2/BitcoinTool.B': [2000, '>', 8333, 'TCP'],
  'Impact:EC2/PortSweep': [24198, '>', 80, 'TCP'],
  'Impact:EC2/WinRMBruteForce': [32794, '>', 5985, 'TCP'],
  'Recon:EC2/Portscan': [24844, '>', 797, 'TCP'],
  'Trojan:EC2/BlackholeTraffic': [37617, '>', 80, 'TCP'],
  'Trojan:EC2/DropPoint': [2000, '>', 22, 'TCP'],
  'UnauthorizedAccess:EC2/MaliciousIPCaller.Custom': [3389, '<', 5711, 'TCP'],
  'UnauthorizedAccess:EC2/RDPBruteForce': [3389, '<', 1067, 'TCP'],
  'UnauthorizedAccess:EC2/SSHBruteForce': [22, '<', 32794, 'TCP'],
}

/** The two types about Tor, and whichever comes later. */
const OTHERS: Connection = [39677, '>', 80, 'TCP']

export function sampleConnection(type: FindingTypeName): NetworkConnectionAction {
  const [localPort, direction, remotePort, protocol] = CONNECTIONS[type] ?? OTHERS
  return {
    connectionDirection: direction === '<' ? 'INBOUND' : 'OUTBOUND',
    localIpDetails: LOCAL,
    remoteIpDetails: placeholderRemote(),
    remotePortDetails: { port: remotePort, portName: portName(remotePort) },
    localPortDetails: { port: localPort, portName: portName(localPort) },
    protocol,
    blocked: false,
  }
}

/** EMR's management ports are probed by one address, other services by two. */
export function sampleProbe(type: FindingTypeName): PortProbeAction {
  const portProbeDetails =
    type === 'Recon:EC2/PortProbeEMRUnprotectedPort'
      ? [probe(22, placeholderRemote())]
      : [
          probe(80, placeholderRemote({ suffix: '1' })),
          probe(443, placeholderRemote({ suffix: '2', ipAddressV4: '198.51.100.1' })),
        ]
  return { portProbeDetails, blocked: false }
}

const probe = (port: number, remoteIpDetails: RemoteIpDetails) => ({
  localPortDetails: { port, portName: portName(port) },
  localIpDetails: LOCAL,
  remoteIpDetails,
})
