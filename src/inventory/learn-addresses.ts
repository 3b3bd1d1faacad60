import type { ApiCall, JsonObject } from '../normalize/event.ts'
import type { Knowledge } from './knowledge.ts'
import { compact, textAt } from './members.ts'

type Lesson = (knowledge: Knowledge, call: ApiCall) => void

/** Calls on elastic addresses. They name an address by itself, by its allocation or by its association. */
export const ADDRESS_LESSONS: Readonly<Record<string, Lesson>> = {
  AllocateAddress: (knowledge, call) => rememberAddress(knowledge, call.response, call.accountId),
  ReleaseAddress: (knowledge, call) => {
    const key = addressNamed(knowledge, call)
    if (key === undefined) return
    takeOff(knowledge, key)
    knowledge.publicAddresses.delete(key)
  },
  AssociateAddress: (knowledge, call) => {
    const key = addressNamed(knowledge, call)
    if (key === undefined) return
    const instance = knowledge.instances.get(textAt(call.request, 'instanceId') ?? '')
    const interfaceId = textAt(call.request, 'networkInterfaceId') ?? instance?.interfaceIds[0]
    takeOff(knowledge, key)
    const associationId = textAt(call.response, 'associationId')
    if (associationId !== undefined) knowledge.handles.set(associationId, key)
    knowledge.publicAddresses.set(key, compact({ interfaceId }))
    const known = knowledge.interfaces.get(interfaceId ?? '')
    if (interfaceId === undefined || known === undefined) return
    const { publicDnsName: _former, ...details } = known.details
    knowledge.interfaces.set(interfaceId, { ...known, details: { ...details, publicIp: addressIn(key) } })
  },
  DisassociateAddress: (knowledge, call) => {
    const key = addressNamed(knowledge, call)
    if (key === undefined) return
    takeOff(knowledge, key)
    knowledge.publicAddresses.set(key, {})
  },
}

/**
 * Takes in a public address of the account: what AllocateAddress answers, an association as EC2 describes it, an
 * entry of DescribeAddresses. Answers whether it named one.
 */
export function rememberAddress(
  { publicAddresses, handles }: Knowledge,
  described: JsonObject,
  accountId: string,
  interfaceId = textAt(described, 'networkInterfaceId'),
): boolean {
  const address = textAt(described, 'publicIp')
  if (address === undefined) return false
  const key = addressKey(accountId, address)
  publicAddresses.set(key, compact({ interfaceId }))
  for (const member of ['allocationId', 'associationId']) {
    const handle = textAt(described, member)
    if (handle !== undefined) handles.set(handle, key)
  }
  return true
}

export function addressKey(accountId: string, address: string): string {
  return `${accountId} ${address}`
}

function addressIn(key: string): string {
  return key.slice(key.indexOf(' ') + 1)
}

/** The key of the address that a call is about; undefined when it is named by something unknown. */
function addressNamed({ handles }: Knowledge, { accountId, request }: ApiCall): string | undefined {
  const address = textAt(request, 'publicIp')
  if (address !== undefined) return addressKey(accountId, address)
  return handles.get(textAt(request, 'allocationId') ?? textAt(request, 'associationId') ?? '')
}

/** Takes an address off the interface that has it. */
function takeOff({ publicAddresses, interfaces }: Knowledge, key: string): void {
  const interfaceId = publicAddresses.get(key)?.interfaceId
  const known = interfaces.get(interfaceId ?? '')
  if (interfaceId === undefined || known === undefined || known.details.publicIp !== addressIn(key)) return
  const { publicIp: _address, publicDnsName: _name, ...details } = known.details
  interfaces.set(interfaceId, { ...known, details })
}
