import { hostOf, type IndicatorList, type ListName, listedHost } from '../indicators.ts'
import type { Instance } from '../organisation/networks.ts'
import { instancesOf } from '../organisation/organisation.ts'
import { listedAddress } from '../organisation/places.ts'
import { exchange } from '../records/exchange.ts'
import { nameQuery } from '../records/make.ts'
import { minuteMs } from '../time-text.ts'
import { type Attack, caught, type Outcome, type Scene, steps } from './attack.ts'

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

/** Hosts on lists that an instance talks to, by their port. */
const LISTED_HOSTS: readonly (readonly [name: string, type: string, list: ListName, port: number])[] = [
  ['mining-pool', 'CryptoCurrency:EC2/BitcoinTool.B', 'miningServers', 3_333],
  ['sinkhole-contacted', 'Trojan:EC2/BlackholeTraffic', 'sinkholes', 443],
  ['drop-point', 'Trojan:EC2/DropPoint', 'dropPoints', 443],
]

const listedHosts: Attack[] = LISTED_HOSTS.map(([name, type, list, port]) => ({
  name,
  finds: [type],
  run(scene) {
    const instance = scene.random.pick(instancesOf(scene.organisation, 'app', 'batch'))
    return beacon(scene, type, instance, hostOf(scene.random.pick(scene.indicators[list].entries)), port)
  },
}))

/** Names on lists that an instance asks for, and what precedes them. */
const LISTED_NAMES: readonly (readonly [name: string, type: string, list: ListName, prefixes: readonly string[]])[] = [
  ['mining-pool-name', 'CryptoCurrency:EC2/BitcoinTool.B!DNS', 'miningNames', ['xmr.', 'eu1.xmr.']],
  ['drop-point-name', 'Trojan:EC2/DropPoint!DNS', 'dropNames', ['', 'up.']],
  ['drive-by-name', 'Trojan:EC2/DriveBySourceTraffic!DNS', 'driveByNames', ['www.']],
  ['phishing-name', 'Trojan:EC2/PhishingDomainRequest!DNS', 'phishingNames', ['', 'secure.']],
  ['generated-name', 'Trojan:EC2/DGADomainRequest.C!DNS', 'generatedNames', ['']],
  ['abused-name', 'Impact:EC2/AbusedDomainRequest.Reputation', 'abusedNames', ['host17.']],
  ['coin-name', 'Impact:EC2/BitcoinDomainRequest.Reputation', 'coinNames', ['', 'www.']],
  ['malign-name', 'Impact:EC2/MaliciousDomainRequest.Reputation', 'malignNames', ['cdn.']],
  ['doubtful-name', 'Impact:EC2/SuspiciousDomainRequest.Reputation', 'doubtfulNames', ['', 'm.']],
]

const listedNames: Attack[] = LISTED_NAMES.map(([name, type, list, prefixes]) => ({
  name,
  finds: [type],
  run: (scene) => lookups(scene, type, 'batch', scene.indicators[list], prefixes),
}))

const sinkholedName: Attack = {
  name: 'sinkholed-name',
  finds: ['Trojan:EC2/BlackholeTraffic!DNS'],
  run(scene) {
    const answer = scene.random.pick(scene.indicators.sinkholes.entries)
    return answered(scene, 'Trojan:EC2/BlackholeTraffic!DNS', 'update-hub.velvetmoor.example', answer)
  },
}

const rebinding: Attack = {
  name: 'metadata-rebinding',
  finds: ['UnauthorizedAccess:EC2/MetadataDNSRebind'],
  run: (scene) =>
    answered(scene, 'UnauthorizedAccess:EC2/MetadataDNSRebind', 'img.harrowgate-ads.example', '169.254.169.254'),
}

/** A name that is answered with an address of meaning. */
function answered({ organisation, random, at }: Scene, type: string, name: string, data: string): Outcome {
  const instance = random.pick(instancesOf(organisation, 'app'))
  const records = steps(random, at, 3, minuteMs).map((time) =>
    nameQuery(random, instance, { time, name, answers: [{ data, type: 'A' }] }),
  )
  return caught(type, instance, 'TARGET', records)
}

/** A short HTTPS conversation every minute for twenty minutes. */
function beacon({ random, at }: Scene, type: string, instance: Instance, remote: string, port = 443): Outcome {
  const records = steps(random, at, 20, minuteMs).flatMap((start) =>
    exchange({
      opener: instance,
      responder: { address: remote },
      openerPort: random.ephemeralPort(),
      responderPort: port,
      start,
      seconds: 3,
      sent: { packets: 12, bytes: random.whole(1_180, 1_240) },
      received: { packets: 10, bytes: random.whole(3_900, 4_100) },
    }),
  )
  return caught(type, instance, 'TARGET', records)
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
  return caught(type, instance, 'TARGET', records)
}

export const infectedHostAttacks: Attack[] = [
  commandServer,
  distrustedHost,
  commandName,
  ...listedHosts,
  ...listedNames,
  sinkholedName,
  rebinding,
]
