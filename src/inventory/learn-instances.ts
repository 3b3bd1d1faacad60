import type { InstanceDetails, NetworkInterface } from '../model/instance-details.ts'
import type { ApiCall, JsonObject } from '../normalize/event.ts'
import { instanceDetailsFrom, interfaceFrom, tagsFrom } from './instance-documents.ts'
import type { Knowledge } from './knowledge.ts'
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
  AttachNetworkInterface: ({ interfaces, instances }, call) => {
    const interfaceId = textAt(call.request, 'networkInterfaceId') ?? ''
    const instanceId = textAt(call.request, 'instanceId')
    const known = interfaces.get(interfaceId)
    if (known === undefined || instanceId === undefined) return
    interfaces.set(interfaceId, { ...known, instanceId })
    const instance = instances.get(instanceId)
    if (instance === undefined || instance.interfaceIds.includes(interfaceId)) return
    instances.set(instanceId, { ...instance, interfaceIds: [...instance.interfaceIds, interfaceId] })
  },
  DeleteNetworkInterface: ({ interfaces }, call) => {
    interfaces.delete(textAt(call.request, 'networkInterfaceId') ?? '')
  },
  AssociateAddress: (knowledge, call) => changePublicAddress(knowledge, call, textAt(call.request, 'publicIp')),
  DisassociateAddress: (knowledge, call) => changePublicAddress(knowledge, call, undefined),
  CreateTags: (knowledge, call) => changeTags(knowledge, call, false),
  DeleteTags: (knowledge, call) => changeTags(knowledge, call, true),
  AssociateIamInstanceProfile: changeProfile,
  ReplaceIamInstanceProfileAssociation: changeProfile,
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
  const interfaceIds = interfaces.flatMap((one) => textAt(one, 'networkInterfaceId') ?? [])
  knowledge.instances.set(instanceId, { accountId, interfaceIds, details: instanceDetailsFrom(instance, instanceId) })
  for (const one of interfaces) rememberInterface(knowledge, one, accountId, instanceId)
  return true
}

/** Takes in an interface; what is attached to tells its instance. */
export function rememberInterface(
  { interfaces, addresses }: Knowledge,
  document: JsonObject,
  accountId: string,
  instanceId?: string,
): boolean {
  const interfaceId = textAt(document, 'networkInterfaceId')
  if (interfaceId === undefined) return false
  const details = interfaceFrom(document, interfaceId)
  const owner =
    instanceId ?? textAt(objectAt(document, 'attachment'), 'instanceId') ?? interfaces.get(interfaceId)?.instanceId
  const isGateway = owner === undefined && isGatewayType(document)
  interfaces.set(interfaceId, { accountId, details, isGateway, ...(owner === undefined ? {} : { instanceId: owner }) })
  for (const address of addressTexts(details)) {
    addresses.set(`${accountId} ${details.vpcId ?? ''} ${address}`, interfaceId)
    const anywhere = `${accountId}  ${address}`
    const other = addresses.get(anywhere)
    addresses.set(anywhere, other === undefined || other === interfaceId ? interfaceId : '')
  }
  return true
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

function changePublicAddress({ interfaces, instances }: Knowledge, call: ApiCall, publicIp: string | undefined): void {
  const instance = instances.get(textAt(call.request, 'instanceId') ?? '')
  const interfaceId = textAt(call.request, 'networkInterfaceId') ?? instance?.interfaceIds[0] ?? ''
  const known = interfaces.get(interfaceId)
  if (known === undefined) return
  const { publicIp: _before, ...details } = known.details
  interfaces.set(interfaceId, { ...known, details: publicIp === undefined ? details : { ...details, publicIp } })
}

function changeTags(knowledge: Knowledge, call: ApiCall, remove: boolean): void {
  const tags = tagsFrom(call.request['tagSet'])
  for (const { resourceId } of objectsIn(call.request['resourcesSet'])) {
    const known = knowledge.instances.get(String(resourceId))
    if (known === undefined) continue
    const others = (known.details.tags ?? []).filter((tag) => !tags.some((one) => one.key === tag.key))
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
