import type { Action } from '../../model/action.ts'
import type { FindingTypeEntry } from '../../model/catalogue/index.ts'

const remote = ({ address = '198.51.100.0', asn = '-1', suffix = '' } = {}) => ({
  ipAddressV4: address,
  organization: {
    asn,
    asnOrg: `GeneratedFindingASNOrg${suffix}`,
    isp: `GeneratedFindingISP${suffix}`,
    org: `GeneratedFindingORG${suffix}`,
  },
  country: { countryName: `GeneratedFindingCountryName${suffix}` },
  city: { cityName: `GeneratedFindingCityName${suffix}` },
  geoLocation: { lat: 0, lon: 0 },
})

/** Ports of a sample connection, where the type tells them: ours, theirs. */
const PORTS: readonly [part: string, local: [number, string], remote: [number, string]][] = [
  ['SSHBruteForce', [22, 'SSH'], [32794, 'Unknown']],
  ['RDPBruteForce', [3389, 'RDP'], [32794, 'Unknown']],
  ['WinRMBruteForce', [32794, 'Unknown'], [5985, 'WinRM']],
  ['Spambot', [2000, 'Unknown'], [25, 'SMTP']],
  ['PortSweep', [39677, 'Unknown'], [80, 'HTTP']],
]
const ANY_PORTS = [[39677, 'Unknown'] as const, [80, 'HTTP'] as const] as const

/** What happened in a sample. Only the members that the kind of action has. */
export function sampleAction({ type, actionType, resourceRole }: FindingTypeEntry): Action {
  switch (actionType) {
    case 'NETWORK_CONNECTION': {
      const known = PORTS.find(([part]) => type.includes(part))
      const [local, other] = known === undefined ? ANY_PORTS : [known[1], known[2]]
      return {
        actionType,
        networkConnectionAction: {
          connectionDirection:
            resourceRole === 'TARGET' || known?.[1][0] === 22 || known?.[1][0] === 3389 ? 'INBOUND' : 'OUTBOUND',
          localIpDetails: { ipAddressV4: '10.0.0.23' },
          remoteIpDetails: remote(),
          remotePortDetails: { port: other[0], portName: other[1] },
          localPortDetails: { port: local[0], portName: local[1] },
          protocol: type.includes('.Udp') || type.includes('.Dns') ? 'UDP' : 'TCP',
          blocked: false,
        },
      }
    }
    case 'PORT_PROBE':
      return {
        actionType,
        portProbeAction: {
          portProbeDetails: [
            probe(80, 'HTTP', remote({ asn: '9808', suffix: '1' })),
            probe(443, 'HTTPS', remote({ address: '198.51.100.1', asn: '29073', suffix: '2' })),
          ],
          blocked: false,
        },
      }
    case 'DNS_REQUEST':
      return {
        actionType,
        dnsRequestAction: { domain: 'GeneratedFindingDomainName', protocol: 'UDP', blocked: false },
      }
    case 'AWS_API_CALL':
      return {
        actionType,
        awsApiCallAction: {
          api: 'GeneratedFindingAPIName',
          serviceName: 'GeneratedFindingAPIServiceName',
          callerType: 'Remote IP',
          errorCode: 'AccessDenied',
          remoteIpDetails: remote(),
          affectedResources: type.includes(':S3/') ? { 'AWS::S3::Bucket': 'GeneratedFindingS3Bucket' } : {},
        },
      }
    case 'KUBERNETES_API_CALL':
      return {
        actionType,
        kubernetesApiCallAction: {
          requestUri: 'GeneratedFindingRequestURI',
          verb: 'create',
          sourceIPs: ['10.0.0.23'],
          userAgent: '',
          remoteIpDetails: remote({ asn: '0' }),
          statusCode: 101,
        },
      }
  }
}

function probe(port: number, portName: string, remoteIpDetails: ReturnType<typeof remote>) {
  return {
    localPortDetails: { port, portName },
    localIpDetails: { ipAddressV4: '10.0.0.23' },
    remoteIpDetails,
  }
}
