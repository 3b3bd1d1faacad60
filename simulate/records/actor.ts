import type { JsonObject } from '../../src/normalize/event.ts'
import { isoSeconds } from '../time-text.ts'

/** `userIdentity` of an IAM user; without a key for a console sign-in. */
export function iamUser(user: {
  accountId: string
  userName: string
  principalId: string
  accessKeyId?: string
}): JsonObject {
  return {
    type: 'IAMUser',
    principalId: user.principalId,
    arn: `arn:aws:iam::${user.accountId}:user/${user.userName}`,
    accountId: user.accountId,
    ...(user.accessKeyId === undefined ? {} : { accessKeyId: user.accessKeyId }),
    userName: user.userName,
  }
}

export interface RoleSession {
  accountId: string
  /** Path and name, e.g. `aws-reserved/sso.amazonaws.com/Engineer`. */
  role: string
  rolePrincipalId: string
  sessionName: string
  accessKeyId: string
  startedAt: number
  mfa?: boolean
  /** Credentials that the instance metadata service delivered. */
  onInstance?: boolean
  invokedBy?: string
}

/** `userIdentity` of a session of a role. */
export function assumedRole(session: RoleSession): JsonObject {
  const roleName = session.role.split('/').at(-1) ?? session.role
  return {
    type: 'AssumedRole',
    principalId: `${session.rolePrincipalId}:${session.sessionName}`,
    arn: `arn:aws:sts::${session.accountId}:assumed-role/${roleName}/${session.sessionName}`,
    accountId: session.accountId,
    accessKeyId: session.accessKeyId,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: session.rolePrincipalId,
        arn: `arn:aws:iam::${session.accountId}:role/${session.role}`,
        accountId: session.accountId,
        userName: roleName,
      },
      attributes: {
        creationDate: isoSeconds(session.startedAt),
        mfaAuthenticated: session.mfa === true ? 'true' : 'false',
      },
      ...(session.onInstance === true ? { ec2RoleDelivery: '2.0' } : {}),
    },
    ...(session.invokedBy === undefined ? {} : { invokedBy: session.invokedBy }),
  }
}

/** `userIdentity` of a call that an AWS service made for itself. */
export function awsService(name: string): JsonObject {
  return { type: 'AWSService', invokedBy: name }
}

/** `userIdentity` of the account's root user; with `invokedBy` when a service acted for it. */
export function rootUser(accountId: string, invokedBy?: string): JsonObject {
  return {
    type: 'Root',
    principalId: accountId,
    arn: `arn:aws:iam::${accountId}:root`,
    accountId,
    ...(invokedBy === undefined ? {} : { invokedBy }),
  }
}
