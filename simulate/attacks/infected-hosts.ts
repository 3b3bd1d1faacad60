import { type IndicatorList, listedHost } from '../indicators.ts'
import type { Instance } from '../organisation/networks.ts'
import { instancesOf } from '../organisation/organisation.ts'
import { listedAddress } from '../organisation/places.ts'
import { exchange } from '../records/exchange.ts'
import { nameQuery } from '../records/make.ts'
import { minuteMs } from '../time-text.ts'
import { type Attack, type Outcome, type Scene, seenBy, steps } from './attack.ts'

const commandServer: Attack = {
  name: 'c2-beacon',
  finds: ['Backdoor:EC2/C&CActivity.B'],
  run(scene) {
    const instance = scene.random.pick(instancesOf(scene.organisation, 'web'))
    const outcome = beacon(
      scene,
      'Backdoor:EC2/C&CActivity.B',
      instance,
      listedHost(scene.indicators.commandServers, scene.random),
    )
    const scan = exchange({
      opener: { address: listedHost(scene.indicators.commandServers, scene.random) },
      responder: scene.random.pick(instancesOf(scene.organisation, 'web')),
      openerPort: scene.random.ephemeralPort(),
      responderPort: 22,
      start: scene.at + 40 * minuteMs,
      seconds: 1,
      sent: { packets: 1, bytes: 44 },
      outcome: 'rejected',
    })
    return { ...outcome, besides: [...(outcome.besides ?? []), ...scan] }
  },
}

/** From a private subnet, so the NAT gateway's interface sees the same conversation. */
const distrustedHost: Attack = {
  name: 'distrusted-host-contacted',
  finds: ['UnauthorizedAccess:EC2/MaliciousIPCaller.Custom'],
  run(scene) {
    const instance = scene.random.pick(instancesOf(scene.organisation, 'batch'))
    const remote = listedHost(scene.indicators.customThreats, scene.random)
    return beacon(scene, 'UnauthorizedAccess:EC2/MaliciousIPCaller.Custom', instance, remote)
  },
}

const commandName: Attack = {
  name: 'c2-name',
  finds: ['Backdoor:EC2/C&CActivity.B!DNS'],
  run: (scene) => lookups(scene, 'Backdoor:EC2/C&CActivity.B!DNS', 'app', scene.indicators.commandNames, ['', 'gate.']),
}

const miningName: Attack = {
  name: 'mining-pool-name',
  finds: ['CryptoCurrency:EC2/BitcoinTool.B!DNS'],
  run: (scene) =>
    lookups(scene, 'CryptoCurrency:EC2/BitcoinTool.B!DNS', 'batch', scene.indicators.miningNames, ['xmr.', 'eu1.xmr.']),
}

/** A short HTTPS conversation every minute for twenty minutes. */
function beacon({ random, at }: Scene, type: string, instance: Instance, remote: string): Outcome {
  const records = steps(random, at, 20, minuteMs).flatMap((start) =>
    exchange({
      opener: instance,
      responder: { address: remote },
      openerPort: random.ephemeralPort(),
      responderPort: 443,
      start,
      seconds: 3,
      sent: { packets: 12, bytes: random.whole(1_180, 1_240) },
      received: { packets: 10, bytes: random.whole(3_900, 4_100) },
    }),
  )
  const { own, others } = seenBy(instance, records)
  const { accountId, region, instanceId: resource } = instance
  return { deeds: [{ type, accountId, region, resource, role: 'TARGET', records: own }], besides: others }
}

function lookups(
  scene: Scene,
  type: string,
  tier: Instance['tier'],
  list: IndicatorList,
  prefixes: readonly string[],
): Outcome {
  const { organisation, random, at } = scene
  const instance = random.pick(instancesOf(organisation, tier))
  const listed = random.pick(list.entries)
  const answers = [{ data: listedAddress(random), type: 'A' }]
  const records = steps(random, at, 12, 5 * minuteMs).map((time) => {
    const name = `${random.pick(prefixes)}${listed}`
    if (random.chance(0.2)) return nameQuery(random, instance, { time, name, rcode: 'NXDOMAIN', answers: [] })
    return nameQuery(random, instance, { time, name, answers })
  })
  const { accountId, region, instanceId: resource } = instance
  return { deeds: [{ type, accountId, region, resource, role: 'TARGET', records }] }
}

export const infectedHostAttacks: Attack[] = [commandServer, distrustedHost, commandName, miningName]
