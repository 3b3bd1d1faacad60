import { GLOBAL_REGION, HOME_REGION, type Role } from '../organisation/accounts.ts'
import { assumedRole } from '../records/actor.ts'
import type { LogRecord } from '../records/log-record.ts'
import { apiCall } from '../records/make.ts'
import { deploymentRequests } from '../records/workload-requests.ts'
import { type Activity, type Hour, localTime, sometime } from './hour.ts'

const RELEASES_PER_HOUR = 0.6
/** The build service's own address, outside AWS. */
const BUILD_ADDRESS = '82.72.25.90'
const BUILD_AGENT = 'aws-sdk-js/3.716.0 ua/2.1 os/linux#6.8.0 lang/js md/nodejs#20.18.1'
const SERVICES = ['storefront', 'basket', 'search', 'recommender', 'mail-relay', 'price-feed']

/** Releases on working days: the build service signs in with its web identity, pushes an image, and rolls a deployment. */
export const deployments: Activity = (hour) => {
  const { day, hour: localHour } = localTime(hour.start, 1)
  if (day % 6 === 0 || localHour < 9 || localHour > 17) return []
  return Array.from({ length: hour.random.count(RELEASES_PER_HOUR) }, () => release(hour)).flat()
}

function release(hour: Hour): LogRecord[] {
  const { organisation, random } = hour
  const { production } = organisation.accounts
  const { deploy } = production.roles
  const time = sometime(hour)
  const service = random.pick(SERVICES)
  const tag = random.hex(7)
  const session = { sessionName: `release-${tag}`, accessKeyId: `ASIA${random.base32(16)}`, startedAt: time }
  const actor = assumedRole({
    ...session,
    accountId: deploy.accountId,
    role: deploy.name,
    rolePrincipalId: deploy.principalId,
  })
  const call = { accountId: production.id, region: HOME_REGION, from: BUILD_ADDRESS, userAgent: BUILD_AGENT, actor }
  return [
    webIdentity(hour, deploy, session.sessionName, time - 1_500),
    apiCall(random, { ...call, time, service: 'ecr', name: 'GetAuthorizationToken' }),
    apiCall(random, {
      ...call,
      time: time + 30_000,
      service: 'ecr',
      name: 'PutImage',
      readOnly: false,
      request: { repositoryName: service, imageTag: tag, registryId: production.id },
    }),
    apiCall(random, {
      ...call,
      time: time + 41_000,
      service: 'eks',
      name: 'DescribeCluster',
      request: { name: 'orchard' },
    }),
    ...deploymentRequests(
      random,
      organisation.cluster,
      {
        time: time + 44_000,
        user: {
          username: `arn:aws:sts::${production.id}:assumed-role/${deploy.name}/${session.sessionName}`,
          groups: ['quillmere:deployers', 'system:authenticated'],
        },
        from: BUILD_ADDRESS,
        userAgent: 'helm/v3.16.3',
      },
      {
        name: `${service}-${tag}`,
        namespace: 'default',
        image: `${production.id}.dkr.ecr.${HOME_REGION}.amazonaws.com/${service}:${tag}`,
        securityContext: { runAsNonRoot: true, allowPrivilegeEscalation: false },
      },
    ),
  ]
}

function webIdentity(hour: Hour, role: Role, roleSessionName: string, time: number): LogRecord {
  const subject = 'project:quillmere/storefront:ref:main'
  return apiCall(hour.random, {
    time,
    accountId: role.accountId,
    region: GLOBAL_REGION,
    service: 'sts',
    name: 'AssumeRoleWithWebIdentity',
    actor: {
      type: 'WebIdentityUser',
      principalId: `arn:aws:iam::${role.accountId}:oidc-provider/builds.quillmere.example:sts.amazonaws.com:${subject}`,
      userName: subject,
      identityProvider: `arn:aws:iam::${role.accountId}:oidc-provider/builds.quillmere.example`,
    },
    from: BUILD_ADDRESS,
    userAgent: BUILD_AGENT,
    readOnly: true,
    request: { roleArn: `arn:aws:iam::${role.accountId}:role/${role.name}`, roleSessionName },
    response: {
      provider: `arn:aws:iam::${role.accountId}:oidc-provider/builds.quillmere.example`,
      audience: 'sts.amazonaws.com',
    },
  })
}
