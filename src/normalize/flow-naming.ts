import type { FlowSubject } from './event.ts'
import type { FlowFault } from './flow-fault.ts'
import { ACCOUNT, type FlowLine, INSTANCE, INTERFACE, REGION, SUBNET, VPC } from './flow-line.ts'
import { type FlowSubjects, NO_SUBJECT, type SubjectKey } from './flow-subjects.ts'
import type { RecordContext } from './sink.ts'

/** The account of records that carry none, in a context that tells none. */
const NO_ACCOUNT = '000000000000'
const NAME_BYTES_MAX = 255

const BAD_ACCOUNT: FlowFault = { reason: 'wrong-type', detail: 'account-id is not twelve digits' }
const BAD_NAME: FlowFault = {
  reason: 'wrong-type',
  detail: `an id or the region is not up to ${NAME_BYTES_MAX} visible ASCII characters`,
}
const NO_NAME: FlowFault = { reason: 'missing-field', detail: 'the record has neither interface-id nor instance-id' }
const TOO_MANY: FlowFault = { reason: 'record-too-large', detail: 'more interfaces than are kept for one log object' }

/**
 * Tells which interface a line is about. A line that lacks its account or region has them from the context it came in;
 * the same interface in two contexts is two subjects.
 */
export class FlowNaming {
  /** Of the line that had no subject. */
  fault: FlowFault = NO_NAME
  readonly #subjects: FlowSubjects
  readonly #key: SubjectKey
  #context: RecordContext

  constructor(subjects: FlowSubjects, context: RecordContext) {
    this.#subjects = subjects
    this.#context = context
    this.#key = {
      accountFrom: 0,
      accountTo: 0,
      interfaceFrom: 0,
      interfaceTo: 0,
      instanceFrom: 0,
      instanceTo: 0,
      context: subjects.contextNumber(context),
    }
  }

  set context(context: RecordContext) {
    if (context === this.#context) return
    this.#context = context
    this.#key.context = this.#subjects.contextNumber(context)
  }

  /** The number of the line's subject, or `NO_SUBJECT` with its `fault`. */
  subject(view: DataView, { nameStarts, nameEnds }: FlowLine): number {
    const key = this.#key
    key.accountFrom = nameStarts[ACCOUNT]
    key.accountTo = nameEnds[ACCOUNT]
    key.interfaceFrom = nameStarts[INTERFACE]
    key.interfaceTo = nameEnds[INTERFACE]
    key.instanceFrom = nameStarts[INSTANCE]
    key.instanceTo = nameEnds[INSTANCE]
    const found = this.#subjects.find(view, key)
    return found === NO_SUBJECT ? this.#add(view, nameStarts, nameEnds) : found
  }

  #add(view: DataView, starts: Int32Array, ends: Int32Array): number {
    for (let slot = 0; slot < starts.length; slot++) {
      if (!isName(view, starts[slot], ends[slot])) return this.#fail(slot === ACCOUNT ? BAD_ACCOUNT : BAD_NAME)
    }
    const name = (slot: number) => nameOf(view, starts[slot], ends[slot])
    const accountId = name(ACCOUNT) ?? this.#context.accountId ?? NO_ACCOUNT
    if (!/^\d{12}$/.test(accountId)) return this.#fail(BAD_ACCOUNT)
    const interfaceId = name(INTERFACE)
    const instanceId = name(INSTANCE)
    if (interfaceId === undefined && instanceId === undefined) return this.#fail(NO_NAME)
    const region = name(REGION) ?? this.#context.region
    const vpcId = name(VPC)
    const subnetId = name(SUBNET)
    const subject: FlowSubject = {
      accountId,
      interfaceId: interfaceId ?? '',
      ...(region === undefined ? {} : { region }),
      ...(vpcId === undefined ? {} : { vpcId }),
      ...(subnetId === undefined ? {} : { subnetId }),
      ...(instanceId === undefined ? {} : { instanceId }),
    }
    const added = this.#subjects.add(view, this.#key, subject)
    return added === NO_SUBJECT ? this.#fail(TOO_MANY) : added
  }

  #fail(fault: FlowFault): number {
    this.fault = fault
    return NO_SUBJECT
  }
}

function isName(view: DataView, from: number, to: number): boolean {
  if (to - from > NAME_BYTES_MAX) return false
  for (let at = from; at < to; at++) if (view.getUint8(at) <= 32 || view.getUint8(at) >= 127) return false
  return true
}

/** The text, or undefined for a field that is `-` or that the format lacks. */
function nameOf(view: DataView, from: number, to: number): string | undefined {
  const text = Buffer.from(view.buffer, view.byteOffset + from, to - from).toString('latin1')
  return text === '' || text === '-' ? undefined : text
}
