export const ICMP = 1
export const TCP = 6
export const UDP = 17

/** An IANA protocol number as findings print it: a name for the three common ones, else the number as text. */
export function ipProtocolName(protocol: number): string {
  switch (protocol) {
    case ICMP:
      return 'ICMP'
    case TCP:
      return 'TCP'
    case UDP:
      return 'UDP'
    default:
      return String(protocol)
  }
}
