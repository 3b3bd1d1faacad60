import { HOME_REGION } from '../organisation/accounts.ts'
import { bucketFor } from '../organisation/buckets.ts'
import type { Instance } from '../organisation/networks.ts'
import { instancesOf } from '../organisation/organisation.ts'
import { Random } from '../random.ts'
import { assumedRole } from '../records/actor.ts'
import type { LogRecord } from '../records/log-record.ts'
import { apiCall, objectCall } from '../records/make.ts'
import { hourMs } from '../time-text.ts'
import { type Activity, type Hour, sometime } from './hour.ts'

const SDK = 'aws-sdk-go-v2/1.32.7 ua/2.1 os/linux lang/go#1.23.3 md/GOOS#linux md/GOARCH#arm64 exec-env/EC2'
const POLLS_PER_HOUR = 12
const OBJECT_CALLS_PER_HOUR = 8

/** The organisation's own programs: the inventory poller every five minutes, servers with their roles, the lake's objects. */
export const programsAtWork: Activity = (hour) => {
  const { organisation, random } = hour
  const servers = instancesOf(organisation, 'app', 'batch', 'web')
  return [
    ...Array.from({ length: POLLS_PER_HOUR }, (_, poll) => inventoryPoll(hour, hour.start + poll * 300_000)).flat(),
    ...servers.flatMap((server) =>
      Array.from({ length: random.count(OBJECT_CALLS_PER_HOUR) }, () => objectAccess(hour, server)),
    ),
    ...servers.flatMap((server) =>
      random.chance(0.5)
        ? [fromInstance(hour, server, 'secretsmanager', 'GetSecretValue', { secretId: `${server.role.name}/database` })]
        : [
            fromInstance(hour, server, 'ssm', 'UpdateInstanceInformation', {
              instanceId: server.instanceId,
              agentVersion: '3.3.1345.0',
            }),
          ],
    ),
  ]
}

function inventoryPoll(hour: Hour, time: number): LogRecord[] {
  const { organisation, random } = hour
  const from = organisation.networks[0]?.gateway.publicAddress ?? '3.121.9.9'
  const { monitor } = organisation.accounts.production.roles
  return ['DescribeInstances', 'DescribeVolumes', 'DescribeSecurityGroups'].map((name, step) =>
    apiCall(random, {
      time: time + step * 900 + random.whole(0, 400),
      accountId: monitor.accountId,
      region: HOME_REGION,
      service: 'ec2',
      name,
      actor: assumedRole({
        accountId: monitor.accountId,
        role: monitor.name,
        rolePrincipalId: monitor.principalId,
        sessionName: 'inventory',
        accessKeyId: 'ASIAQUILLMEREMONITOR',
        startedAt: hour.start,
      }),
      from,
      userAgent: SDK,
      request: { maxResults: 1_000 },
    }),
  )
}

/** A session of an instance's role leaves by the instance's own address, or by the gateway's. */
function onInstance(hour: Hour, server: Instance) {
  const sixHours = Math.floor(hour.start / (6 * hourMs)) * 6 * hourMs
  return {
    actor: assumedRole({
      accountId: server.accountId,
      role: server.role.name,
      rolePrincipalId: server.role.principalId,
      sessionName: server.instanceId,
      accessKeyId: `ASIA${new Random(`${server.instanceId}/${sixHours}`).base32(16)}`,
      startedAt: sixHours,
      onInstance: true,
    }),
    from: server.publicAddress ?? server.gateway?.publicAddress ?? server.privateAddress,
    userAgent: SDK,
  }
}

function fromInstance(
  hour: Hour,
  server: Instance,
  service: string,
  name: string,
  request: Record<string, string>,
): LogRecord {
  return apiCall(hour.random, {
    time: sometime(hour),
    accountId: server.accountId,
    region: server.region,
    service,
    name,
    request,
    ...onInstance(hour, server),
  })
}

function objectAccess(hour: Hour, server: Instance): LogRecord {
  const { organisation, random } = hour
  const use = server.tier === 'web' ? 'assets' : server.tier === 'app' ? 'orders' : 'lake'
  const name =
    server.tier === 'web'
      ? 'GetObject'
      : random.pick(['GetObject', 'GetObject', 'PutObject', 'ListObjects', 'HeadObject'])
  return objectCall(random, {
    time: sometime(hour),
    name,
    bucket: bucketFor(organisation.buckets, use),
    ...(name === 'ListObjects' ? {} : { key: `${use}/${random.hex(2)}/${random.hex(12)}` }),
    bytes: random.size(40_000, 1.2),
    ...onInstance(hour, server),
  })
}
