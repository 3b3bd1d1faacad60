import type { FlowRecord } from './event.ts'
import { readAddress6 } from './flow-address.ts'
import type { FlowFault } from './flow-fault.ts'
import type { FlowFormat } from './flow-fields.ts'
import { DESTINATION, type FlowLine, PACKET_DESTINATION, PACKET_SOURCE, SOURCE } from './flow-line.ts'

const DASH = 45
const FIELDS = ['srcaddr', 'dstaddr', 'pkt-srcaddr', 'pkt-dstaddr']
const BAD = FIELDS.map((field): FlowFault => ({ reason: 'invalid-address', detail: `${field} is not an IP address` }))
const NONE = FIELDS.map((field): FlowFault => ({ reason: 'missing-field', detail: `the record has no ${field}` }))
const TWO_VERSIONS: FlowFault = {
  reason: 'invalid-address',
  detail: 'srcaddr and dstaddr are addresses of two versions of IP',
}

const IPV4 = 4
const IPV6 = 6
const NO_ADDRESS = 0
const NO_IP = -1

/**
 * Reads the addresses of a line into a record. A packet's own address that is absent, or of the other version of IP
 * (as behind NAT64), is taken to be the interface's.
 */
export class FlowEndpoints {
  readonly #has: readonly boolean[]
  readonly #packetSourceSlot: number
  readonly #packetDestinationSlot: number
  readonly #bytes6 = new Uint8Array(64)

  constructor({ has }: FlowFormat) {
    this.#has = [has('srcaddr') || has('pkt-srcaddr'), has('dstaddr') || has('pkt-dstaddr')]
    this.#packetSourceSlot = has('srcaddr') && has('pkt-srcaddr') ? PACKET_SOURCE : SOURCE
    this.#packetDestinationSlot = has('dstaddr') && has('pkt-dstaddr') ? PACKET_DESTINATION : DESTINATION
  }

  /** The 16 bytes of an address of the record last read, if that was of family 6; reused for the next one. */
  address6(slot: number): Uint8Array {
    return this.#bytes6.subarray(slot * 16, slot * 16 + 16)
  }

  read(view: DataView, line: FlowLine, record: FlowRecord): FlowFault | undefined {
    if (!this.#has[SOURCE]) return NONE[SOURCE]
    if (!this.#has[DESTINATION]) return NONE[DESTINATION]
    const { addresses } = line
    if (line.otherAddresses !== 0) {
      const fault = this.#readOthers(view, line)
      if (fault !== undefined) return fault
      if (versionOf(line, SOURCE) === IPV6) return fillFamily6(record)
    }
    record.family = 4
    record.source = addresses[SOURCE]
    record.destination = addresses[DESTINATION]
    record.packetSource = addresses[this.#packetSourceSlot]
    record.packetDestination = addresses[this.#packetDestinationSlot]
    return undefined
  }

  /** Whether the address in `slot` is `-`. */
  isAbsent(view: DataView, line: FlowLine, slot: number): boolean {
    return (line.otherAddresses & (1 << slot)) !== 0 && isDash(view, line, slot)
  }

  #readOthers(view: DataView, line: FlowLine): FlowFault | undefined {
    const source = this.#version(view, line, SOURCE)
    const destination = this.#version(view, line, DESTINATION)
    if (source === NO_ADDRESS) return NONE[SOURCE]
    if (destination === NO_ADDRESS) return NONE[DESTINATION]
    if (source === NO_IP) return BAD[SOURCE]
    if (destination === NO_IP) return BAD[DESTINATION]
    if (source !== destination) return TWO_VERSIONS
    return (
      this.#readPacket(view, line, this.#packetSourceSlot, SOURCE, source) ??
      this.#readPacket(view, line, this.#packetDestinationSlot, DESTINATION, source)
    )
  }

  #readPacket(view: DataView, line: FlowLine, slot: number, like: number, version: number): FlowFault | undefined {
    const own = slot === like ? NO_ADDRESS : this.#version(view, line, slot)
    if (own === version) return undefined
    const packetSlot = like + PACKET_SOURCE
    line.addresses[packetSlot] = line.addresses[like]
    this.#bytes6.copyWithin(packetSlot * 16, like * 16, like * 16 + 16)
    return own === NO_IP ? BAD[slot] : undefined
  }

  #version(view: DataView, line: FlowLine, slot: number): number {
    if ((line.otherAddresses & (1 << slot)) === 0) return IPV4
    const from = line.addressStarts[slot]
    const to = line.addressEnds[slot]
    if (isDash(view, line, slot)) return NO_ADDRESS
    return readAddress6(view, from, to, this.#bytes6, slot * 16) ? IPV6 : NO_IP
  }
}

function isDash(view: DataView, line: FlowLine, slot: number): boolean {
  const from = line.addressStarts[slot]
  return line.addressEnds[slot] - from === 1 && view.getUint8(from) === DASH
}

function versionOf(line: FlowLine, slot: number): number {
  return (line.otherAddresses & (1 << slot)) === 0 ? IPV4 : IPV6
}

function fillFamily6(record: FlowRecord): undefined {
  record.family = 6
  record.source = 0
  record.destination = 0
  record.packetSource = 0
  record.packetDestination = 0
  return undefined
}
