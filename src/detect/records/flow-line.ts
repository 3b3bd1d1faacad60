import type { FlowLine } from '../vector.ts'
import { ACCOUNT, REGION } from './cloudtrail-record.ts'
import { START_SECONDS } from './record-time.ts'

const HEADER =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status ' +
  'vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr region flow-direction'

export const INSTANCE = 'i-0a1b2c3d4e5f60001'
export const LOCAL_ADDRESS = '10.0.1.10'

export interface FlowOptions {
  /** Seconds after the start of the case. */
  at?: number
  seconds?: number
  protocol?: number
  packets?: number
  bytes?: number
  action?: 'ACCEPT' | 'REJECT'
  /** OR of SYN 2, SYN-ACK 18, FIN 1, RST 4. */
  flags?: number
  instance?: string
  local?: string
}

/** A record of packets that the instance sends, `local:port -> remote:port`. */
export function sent(localPort: number, remote: string, remotePort: number, options: FlowOptions = {}): FlowLine {
  const local = options.local ?? LOCAL_ADDRESS
  return flowLine(`${local} ${remote} ${localPort} ${remotePort}`, `${local} ${remote}`, 'egress', options)
}

/** A record of packets that come in, `remote:port -> local:port`. */
export function received(localPort: number, remote: string, remotePort: number, options: FlowOptions = {}): FlowLine {
  const local = options.local ?? LOCAL_ADDRESS
  return flowLine(`${remote} ${local} ${remotePort} ${localPort}`, `${remote} ${local}`, 'ingress', options)
}

function flowLine(sides: string, packetSides: string, direction: string, options: FlowOptions): FlowLine {
  const { protocol = 6, packets = 12, bytes = 1_800, action = 'ACCEPT', flags = 3 } = options
  const instance = options.instance ?? INSTANCE
  const start = START_SECONDS + (options.at ?? 0)
  const end = start + (options.seconds ?? 10)
  return {
    header: HEADER,
    line:
      `5 ${ACCOUNT} eni-${instance.slice(2)} ${sides} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} OK ` +
      `vpc-0a1b2c3d4e5f60718 subnet-0a1b2c3d4e5f60718 ${instance} ${flags} IPv4 ${packetSides} ${REGION} ${direction}`,
  }
}

/** Both directions of a connection that the instance opens and that is answered. */
export function opened(localPort: number, remote: string, remotePort: number, options: FlowOptions = {}): FlowLine[] {
  return [
    sent(localPort, remote, remotePort, { flags: 3, ...options }),
    received(localPort, remote, remotePort, { flags: 19, ...options }),
  ]
}

/** Both directions of a connection that the instance accepts and answers. */
export function answered(localPort: number, remote: string, remotePort: number, options: FlowOptions = {}): FlowLine[] {
  return [
    received(localPort, remote, remotePort, { flags: 3, ...options }),
    sent(localPort, remote, remotePort, { flags: 19, ...options }),
  ]
}
