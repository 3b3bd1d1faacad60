import type { SecurityGroup } from '../model/instance-details.ts'
import type { ApiCall, JsonObject } from '../normalize/event.ts'
import type { Knowledge } from './knowledge.ts'
import { compact, objectsIn, textAt } from './members.ts'

type Lesson = (knowledge: Knowledge, call: ApiCall) => void

/** Calls that detach interfaces or give them other security groups. */
export const INTERFACE_LESSONS: Readonly<Record<string, Lesson>> = {
  DetachNetworkInterface: (knowledge, call) => {
    const interfaceId = knowledge.handles.get(textAt(call.request, 'attachmentId') ?? '')
    if (interfaceId !== undefined) detachInterface(knowledge, interfaceId)
  },
  ModifyNetworkInterfaceAttribute: (knowledge, call) =>
    changeGroups(knowledge, textAt(call.request, 'networkInterfaceId'), call.request),
  // The groups of an instance are those of its first interface.
  ModifyInstanceAttribute: (knowledge, call) => {
    const instance = knowledge.instances.get(textAt(call.request, 'instanceId') ?? '')
    changeGroups(knowledge, instance?.interfaceIds[0], call.request)
  },
}

/** Takes an interface off its instance; the interface itself stays known. */
export function detachInterface({ instances, interfaces }: Knowledge, interfaceId: string): void {
  const known = interfaces.get(interfaceId)
  if (known?.instanceId === undefined) return
  const { instanceId, ...free } = known
  interfaces.set(interfaceId, free)
  const instance = instances.get(instanceId)
  if (instance === undefined) return
  instances.set(instanceId, { ...instance, interfaceIds: instance.interfaceIds.filter((id) => id !== interfaceId) })
}

/** The call names groups by id alone: a name is kept where it is known of the interface. */
function changeGroups({ interfaces }: Knowledge, interfaceId: string | undefined, request: JsonObject): void {
  const known = interfaces.get(interfaceId ?? '')
  const groupIds = objectsIn(request['groupSet']).flatMap((group) => textAt(group, 'groupId') ?? [])
  if (interfaceId === undefined || known === undefined || groupIds.length === 0) return
  const before = known.details.securityGroups ?? []
  const securityGroups: SecurityGroup[] = groupIds.map((groupId) =>
    compact({ groupName: before.find((group) => group.groupId === groupId)?.groupName, groupId }),
  )
  interfaces.set(interfaceId, { ...known, details: { ...known.details, securityGroups } })
}
