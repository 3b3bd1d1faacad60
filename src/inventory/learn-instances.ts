import type { InstanceDetails, NetworkInterface } from '../model/instance-details.ts'
import type { ApiCall, JsonObject } from '../normalize/event.ts'
import { instanceDetailsFrom, interfaceFrom, tagsFrom } from './instance-documents.ts'
import type { Knowledge } from './knowledge.ts'
import { ADDRESS_LESSONS, rememberAddress } from './learn-addresses.ts'
import { detachInterface, INTERFACE_LESSONS } from './learn-interfaces.ts'
import { objectAt, objectsIn, textAt } from './members.ts'

const EC2 = 'ec2.amazonaws.com'

/** Each call, with what it teaches. */
const LESSONS: Readonly<Record<string, (knowledge: Knowledge, call: ApiCall) => void>> = {
  RunInstances: (knowledge, call) => {
    for (const instance of objectsIn(call.response['instancesSet']))
      rememberInstance(knowledge, instance, call.accountId)
  },
  TerminateInstances: changeStates,
  StopInstances: changeStates,
  StartInstances: changeStates,
  CreateNetworkInterface: (knowledge, call) =>
    rememberInterface(knowledge, objectAt(call.response, 'networkInterface'), call.accountId),
  AttachNetworkInterface: (knowledge, call) => {
    const { interfaces, instances } = knowledge
    const interfaceId = textAt(call.request, 'networkInterfaceId') ?? ''
    const instanceId = textAt(call.request, 'instanceId')
    const known = interfaces.get(interfaceId)
    if (known === undefined || instanceId === undefined) return
    const attachmentId = textAt(call.response, 'attachmentId')
    if (attachmentId !== undefined) knowledge.handles.set(attachmentId, interfaceId)
    if (known.instanceId !== instanceId) detachInterface(knowledge, interfaceId)
    interfaces.set(interfaceId, { ...known, instanceId })
    addInterface(instances, instanceId, interfaceId)
  },
  DeleteNetworkInterface: (knowledge, call) => {
    const { interfaces, addresses } = knowledge
    const interfaceId = textAt(call.request, 'networkInterfaceId') ?? ''
    const known = interfaces.get(interfaceId)
    if (known === undefined) return
    detachInterface(knowledge, interfaceId)
    interfaces.delete(interfaceId)
    for (const key of addressKeys(known.accountId, known.details)) {
      if (addresses.get(key) === interfaceId) addresses.delete(key)
    }
  },
  CreateTags: (knowledge, call) => changeTags(knowledge, call, false),
  DeleteTags: (knowledge, call) => changeTags(knowledge, call, true),
  AssociateIamInstanceProfile: changeProfile,
  ReplaceIamInstanceProfileAssociation: changeProfile,
  ...INTERFACE_LESSONS,
  ...ADDRESS_LESSONS,
}

export const EC2_CALLS = Object.keys(LESSONS).map((name) => `${EC2}:${name}`)

export function learnInstanceCall(knowledge: Knowledge, call: ApiCall): void {
  LESSONS[call.name]?.(knowledge, call)
}

/** Takes in an instance as EC2 or CloudTrail describes it, with its interfaces. */
export function rememberInstance(knowledge: Knowledge, instance: JsonObject, accountId: string): boolean {
  const instanceId = textAt(instance, 'instanceId')
  if (instanceId === undefined) return false
  const interfaces = objectsIn(instance['networkInterfaceSet'] ?? instance['networkInterfaces'])
  const told = interfaces.flatMap((one) => textAt(one, 'networkInterfaceId') ?? [])
  const interfaceIds = told.length > 0 ? told : (knowledge.instances.get(instanceId)?.interfaceIds ?? [])
  knowledge.instances.set(instanceId, { accountId, interfaceIds, details: instanceDetailsFrom(instance, instanceId) })
  for (const one of interfaces) rememberInterface(knowledge, one, accountId, instanceId)
  return true
}

/** Takes in an interface; what is attached to tells its instance. */
export function rememberInterface(
  knowledge: Knowledge,
  document: JsonObject,
  accountId: string,
  instanceId?: string,
): boolean {
  const interfaceId = textAt(document, 'networkInterfaceId')
  if (interfaceId === undefined) return false
  const { instances, interfaces, addresses, handles } = knowledge
  const details = interfaceFrom(document, interfaceId)
  const attachmentId = textAt(objectAt(document, 'attachment'), 'attachmentId')
  if (attachmentId !== undefined) handles.set(attachmentId, interfaceId)
  rememberAddress(knowledge, objectAt(document, 'association'), accountId, interfaceId)
  const owner =
    instanceId ?? textAt(objectAt(document, 'attachment'), 'instanceId') ?? interfaces.get(interfaceId)?.instanceId
  const isGateway = owner === undefined && isGatewayType(document)
  interfaces.set(interfaceId, { accountId, details, isGateway, ...(owner === undefined ? {} : { instanceId: owner }) })
  if (owner !== undefined) addInterface(instances, owner, interfaceId)
  for (const key of addressKeys(accountId, details)) {
    const other = addresses.get(key)
    // In one network an address is its latest holder's; across networks nobody can tell.
    const isFree = other === undefined || other === interfaceId || !isElsewhere(interfaces, other, details.vpcId)
    addresses.set(key, isFree ? interfaceId : '')
  }
  return true
}

/** `account vpc address` and `account  address` of each of the interface's private addresses. */
function addressKeys(accountId: string, details: NetworkInterface): string[] {
  const vpcs = [...new Set([details.vpcId ?? '', ''])]
  return addressTexts(details).flatMap((address) => vpcs.map((vpcId) => `${accountId} ${vpcId} ${address}`))
}

/** Whether the holder of an address is in another network, or in several. */
function isElsewhere(interfaces: Knowledge['interfaces'], holder: string, vpcId: string | undefined): boolean {
  if (holder === '') return true
  const other = interfaces.get(holder)
  return other !== undefined && (vpcId === undefined || other.details.vpcId !== vpcId)
}

function addInterface(instances: Knowledge['instances'], instanceId: string, interfaceId: string): void {
  const instance = instances.get(instanceId)
  if (instance === undefined || instance.interfaceIds.includes(interfaceId)) return
  instances.set(instanceId, { ...instance, interfaceIds: [...instance.interfaceIds, interfaceId] })
}

/** Types that people give their own interfaces; every other one belongs to an AWS service. */
const OWN_TYPES = new Set(['interface', 'efa', 'trunk', 'branch'])

function isGatewayType(document: JsonObject): boolean {
  const type = textAt(document, 'interfaceType') ?? 'interface'
  return !OWN_TYPES.has(type) || /^amazon-(elb|aws)/.test(textAt(document, 'requesterId') ?? '')
}

function addressTexts({ privateIpAddress, privateIpAddresses = [], ipv6Addresses = [] }: NetworkInterface): string[] {
  const all = [privateIpAddress, ...privateIpAddresses.map((one) => one.privateIpAddress), ...ipv6Addresses]
  return [...new Set(all.filter((address) => address !== undefined))]
}

function changeInstance({ instances }: Knowledge, instanceId: string, change: Partial<InstanceDetails>): void {
  const known = instances.get(instanceId)
  if (known !== undefined) instances.set(instanceId, { ...known, details: { ...known.details, ...change } })
}

function changeStates(knowledge: Knowledge, call: ApiCall): void {
  for (const instance of objectsIn(call.response['instancesSet'])) {
    const instanceState = textAt(objectAt(instance, 'currentState'), 'name')
    if (instanceState !== undefined) changeInstance(knowledge, textAt(instance, 'instanceId') ?? '', { instanceState })
  }
}

function changeTags(knowledge: Knowledge, call: ApiCall, remove: boolean): void {
  const tags = tagsFrom(call.request['tagSet'])
  // DeleteTags with a value takes away the tag only if it has that value.
  const values = new Map(objectsIn(call.request['tagSet']).map((tag) => [textAt(tag, 'key'), textAt(tag, 'value')]))
  const isMeant = (key: string | undefined, value: string | undefined) =>
    values.has(key) && (!remove || (values.get(key) ?? value) === value)
  for (const { resourceId } of objectsIn(call.request['resourcesSet'])) {
    const known = knowledge.instances.get(String(resourceId))
    if (known === undefined) continue
    const others = (known.details.tags ?? []).filter((tag) => !isMeant(tag.key, tag.value))
    changeInstance(knowledge, String(resourceId), { tags: remove ? others : [...others, ...tags] })
  }
}

function changeProfile(knowledge: Knowledge, call: ApiCall): void {
  const association = objectAt(call.response, 'AssociateIamInstanceProfileResponse', 'iamInstanceProfileAssociation')
  const replaced = objectAt(
    call.response,
    'ReplaceIamInstanceProfileAssociationResponse',
    'iamInstanceProfileAssociation',
  )
  for (const one of [association, replaced, objectAt(call.response, 'iamInstanceProfileAssociation')]) {
    const { arn, id } = objectAt(one, 'iamInstanceProfile')
    if (typeof arn !== 'string') continue
    changeInstance(knowledge, textAt(one, 'instanceId') ?? '', {
      iamInstanceProfile: { arn, ...(typeof id === 'string' ? { id } : {}) },
    })
  }
}
