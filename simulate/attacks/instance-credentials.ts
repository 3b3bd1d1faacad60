import { instancesOf } from '../organisation/organisation.ts'
import { strangerAddress } from '../organisation/places.ts'
import { assumedRole } from '../records/actor.ts'
import { apiCall } from '../records/make.ts'
import { minuteMs } from '../time-text.ts'
import type { Attack, Scene } from './attack.ts'

const SDK =
  'aws-cli/2.17.0 md/awscrt#0.20.11 ua/2.0 os/linux#5.15.0 md/arch#x86_64 lang/python#3.11.8 md/pyimpl#CPython'

/** Credentials that an instance used are used from elsewhere, ten minutes later. */
const stolen: Attack[] = [
  { where: 'OutsideAWS', from: ({ random }: Scene) => strangerAddress(random) },
  { where: 'InsideAWS', from: ({ random }: Scene) => `52.95.${random.whole(1, 250)}.${random.whole(1, 250)}` },
].map(({ where, from }) => ({
  name: `instance-credentials-${where.toLowerCase()}`,
  finds: [`UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.${where}`],
  run(scene: Scene) {
    const { organisation, random, at } = scene
    const instance = random.pick(instancesOf(organisation, where === 'OutsideAWS' ? 'app' : 'web'))
    const { accountId, region, role } = instance
    const actor = assumedRole({
      accountId,
      role: role.name,
      rolePrincipalId: role.principalId,
      sessionName: instance.instanceId,
      accessKeyId: `ASIA${random.base32(16)}`,
      startedAt: at - 20 * minuteMs,
      onInstance: true,
    })
    const call = (time: number, address: string, name: string) =>
      apiCall(random, {
        time,
        accountId,
        region,
        service: 's3',
        name,
        actor,
        from: address,
        userAgent: SDK,
        request: {},
      })
    const own = instance.publicAddress ?? instance.gateway?.publicAddress ?? instance.privateAddress
    const thief = from(scene)
    const records = ['ListBuckets', 'GetAccountPublicAccessBlock'].map((name, i) =>
      call(at + 10 * minuteMs + i * 4_000, thief, name),
    )
    const type = `UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.${where}`
    return {
      deeds: [{ type, accountId, region, resource: instance.instanceId, role: 'TARGET', records }],
      besides: [call(at, own, 'ListBuckets')],
    }
  },
}))

export const instanceCredentialAttacks: Attack[] = stolen
