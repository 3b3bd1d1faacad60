export const ICMP = 1
export const TCP = 6
export const UDP = 17

/**
 * Protocols of everyday networks: ICMP (also for IPv6), IP in IP (4, 41), TCP, UDP, GRE, ESP, AH and SCTP. All others are
 * unusual for an instance to send.
 */
const USUAL_PROTOCOLS = new Set([ICMP, 4, TCP, UDP, 41, 47, 50, 51, 58, 132])

export function isUnusualProtocol(protocol: number): boolean {
  return !USUAL_PROTOCOLS.has(protocol)
}

/** The IANA's keywords of protocols that floods are made of. */
const UNUSUAL_NAMES: Readonly<Record<number, string>> = {
  0: 'HOPOPT',
  2: 'IGMP',
  3: 'GGP',
  8: 'EGP',
  9: 'IGP',
  33: 'DCCP',
  46: 'RSVP',
  88: 'EIGRP',
  89: 'OSPF',
  103: 'PIM',
  112: 'VRRP',
  115: 'L2TP',
  136: 'UDPLite',
  255: 'Reserved',
}

export function unusualProtocolName(protocol: number): string {
  return UNUSUAL_NAMES[protocol] ?? String(protocol)
}

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
