import type { AccessKeyDetails } from '../model/access-key-details.ts'
import type { ApiCall } from '../normalize/event.ts'

/**
 * Who made a call, as GuardDuty names it: the root user by its account, an assumed role by the role, everybody else by
 * the user name.
 */
export function accessKeyDetailsOf(call: ApiCall): AccessKeyDetails {
  const { actor } = call
  const root = actor.type === 'Root'
  const principalId = root ? (actor.accountId ?? call.accountId) : (actor.principalId ?? actor.arn ?? actor.accountId)
  const userName = root ? 'Root' : userNameOf(call)
  return {
    ...(actor.accessKeyId === undefined ? {} : { accessKeyId: actor.accessKeyId }),
    ...(principalId === undefined ? {} : { principalId }),
    userType: actor.type,
    ...(userName === undefined ? {} : { userName }),
  }
}

function userNameOf({ actor }: ApiCall): string | undefined {
  return actor.userName ?? actor.issuer?.userName ?? actor.invokedBy ?? actor.arn?.split('/').at(-1)
}
