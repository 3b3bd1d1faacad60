import { type IndicatorList, listedHost } from '../indicators.ts'
import { GLOBAL_REGION } from '../organisation/accounts.ts'
import { bucketFor } from '../organisation/buckets.ts'
import { iamPeople } from '../organisation/organisation.ts'
import { strangerAddress } from '../organisation/places.ts'
import { iamUser } from '../records/actor.ts'
import { apiCall, objectCall } from '../records/make.ts'
import type { Attack, Outcome, Scene } from './attack.ts'

const KALI =
  'aws-cli/2.22.4 md/awscrt#0.23.3 ua/2.0 os/linux#6.12.13-cloud-amd64 md/arch#x86_64 lang/python#3.13.2 md/pyimpl#CPython cfg/retry-mode#standard md/distrib#kali.2025 md/prompt#off md/command#iam.get-user'
const PLAIN =
  'aws-cli/2.17.0 md/awscrt#0.20.11 ua/2.0 os/linux#5.15.0 md/arch#x86_64 lang/python#3.11.8 md/pyimpl#CPython'

const kaliCaller: Attack = {
  name: 'kali-caller',
  finds: ['PenTest:IAMUser/KaliLinux'],
  run: (scene) => callsByStolenKey(scene, 'PenTest:IAMUser/KaliLinux', strangerAddress(scene.random), KALI),
}

const torCaller: Attack = {
  name: 'tor-caller',
  finds: ['UnauthorizedAccess:IAMUser/TorIPCaller'],
  run: (scene) =>
    callsByStolenKey(scene, 'UnauthorizedAccess:IAMUser/TorIPCaller', host(scene, scene.indicators.torExits), PLAIN),
}

const distrustedCaller: Attack = {
  name: 'distrusted-caller',
  finds: ['UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom'],
  run: (scene) =>
    callsByStolenKey(
      scene,
      'UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom',
      host(scene, scene.indicators.customThreats),
      PLAIN,
    ),
}

const torLister: Attack = {
  name: 'tor-bucket-listing',
  finds: ['Discovery:S3/TorIPCaller'],
  run(scene) {
    const { organisation, random, at } = scene
    const bucket = bucketFor(organisation.buckets, 'orders')
    const person = random.pick(iamPeople(organisation, bucket.accountId))
    const from = host(scene, scene.indicators.torExits)
    const records = [0, 1, 2].map((page) =>
      objectCall(random, {
        time: at + page * 3_000,
        name: 'ListObjects',
        bucket,
        actor: iamUser({ ...person, accountId: bucket.accountId }),
        from,
        userAgent: `[${PLAIN}]`,
      }),
    )
    const { accountId, region, name: resource } = bucket
    return { deeds: [{ type: 'Discovery:S3/TorIPCaller', accountId, region, resource, role: 'TARGET', records }] }
  },
}

/** Somebody else holds a user's access key, looks who it belongs to, and makes a key to come back with. */
function callsByStolenKey({ organisation, random, at }: Scene, type: string, from: string, userAgent: string): Outcome {
  const person = random.pick(iamPeople(organisation))
  const accountId = person.account.id
  const call = {
    accountId,
    region: GLOBAL_REGION,
    service: 'iam',
    actor: iamUser({ ...person, accountId }),
    from,
    userAgent,
  }
  const records = [
    apiCall(random, { ...call, time: at, name: 'GetUser' }),
    apiCall(random, {
      ...call,
      time: at + 14_000,
      name: 'CreateAccessKey',
      request: { userName: person.userName },
      error: {
        code: 'AccessDenied',
        message: `User: ${person.userName} is not authorized to perform: iam:CreateAccessKey`,
      },
    }),
  ]
  return { deeds: [{ type, accountId, region: GLOBAL_REGION, resource: person.userName, role: 'TARGET', records }] }
}

function host({ random }: Scene, list: IndicatorList): string {
  return listedHost(list, random)
}

export const listedCallerAttacks: Attack[] = [kaliCaller, torCaller, distrustedCaller, torLister]
