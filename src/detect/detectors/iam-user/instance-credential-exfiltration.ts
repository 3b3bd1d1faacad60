import type { ApiCall } from '../../../normalize/event.ts'
import { apiCallAction, callerAddress, callSignal, isOwnCall } from '../../api-call.ts'
import { type Context, hitsOf } from '../../detector.ts'
import { instanceIdOfSession } from '../../instance-session.ts'
import { type Origin, origin } from '../../kit/origin.ts'
import { type CallOptions, callRecord, HOME_ADDRESS, roleSession, userNamed } from '../../records/cloudtrail-record.ts'

/** Amazon's networks, for addresses that no list of AWS's ranges has. */
const AMAZON_ASNS = new Set([7224, 8987, 10124, 14618, 16509, 19047, 38895, 39111, 58588, 62785])

type Where = 'outside' | 'inside' | 'unknown'

const lists = { AWS_IP_RANGES: ['3.5.140.0/22', '52.95.0.0/16'] }
const NAT = '52.95.10.10'
const OTHER_NAT = '52.95.20.20'

/**
 * Credentials that an instance's role gave to the instance are used elsewhere. From a public address outside AWS, that is
 * so at the first call, unless the role has used the place for two weeks. Within AWS the first address that a key is used
 * from counts as the instance's, as do the addresses of the account and of its other instances; any other one is not.
 * What belongs to AWS is told by the list AWS_IP_RANGES and by the network's number; where neither can tell, the first
 * address of a key counts as the instance's too. Of the calls of one key from one address, one an hour counts: the first.
 * Misses: thieves who are first to use a key from within AWS, or share the instance's way out; calls through an endpoint.
 */
export default [
  origin({
    type: 'UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS',
    select: ['instance-session'],
    origin: (call, context) => originOf(call, context, (where) => where !== 'inside'),
    signal: (call) => ({
      ...parts(call),
      action: apiCallAction(call),
      reason: `credentials of ${instanceIdOfSession(call)} were used from ${callerAddress(call)}, which is not AWS's`,
    }),
    vectors: [
      { name: 'from a home', records: [session('web', HOME_ADDRESS)], lists, finds: 1, severity: 8 },
      {
        name: 'refused calls count, after right ones',
        records: [session('web', NAT), session('web', HOME_ADDRESS, { at: 60, errorCode: 'AccessDenied' })],
        lists,
        finds: 1,
        count: 1,
      },
      {
        name: 'one for each hour and address, however many calls',
        records: [10, 20, 3_700, 3_710].map((at) => session('web', HOME_ADDRESS, { at })),
        lists,
        finds: 1,
        count: 2,
      },
      { name: 'from the instance itself', records: [session('web', NAT)], lists, finds: 0 },
      { name: 'through a VPC endpoint', records: [session('web', '10.0.1.10')], lists, finds: 0 },
      {
        name: "from an address that is Amazon's by its network",
        records: [session('web', '13.48.1.1')],
        places: amazon('13.48.1.1'),
        finds: 0,
      },
      {
        name: 'a person in the same role',
        records: [callRecord('s3.amazonaws.com', 'ListBuckets', { actor: roleSession('web', 'alice') })],
        lists,
        finds: 0,
      },
      {
        name: 'an AWS service calls on behalf of it',
        records: [session('web', 'athena.amazonaws.com')],
        lists,
        finds: 0,
      },
      {
        name: 'the way out of the company, used since weeks',
        history: [session('web', '81.2.69.160', { at: -30 * 86_400 })],
        records: [session('web', '81.2.69.160')],
        lists,
        finds: 0,
      },
      {
        name: 'from a trusted address',
        records: [session('web', HOME_ADDRESS)],
        lists: { ...lists, TRUSTED_IP: [HOME_ADDRESS] },
        finds: 0,
      },
      {
        name: 'an ordinary user at home',
        records: [callRecord('s3.amazonaws.com', 'ListBuckets', { actor: userNamed('dora') })],
        lists,
        finds: 0,
      },
    ],
  }),
  origin({
    type: 'UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.InsideAWS',
    select: ['instance-session'],
    origin: (call, context) => originOf(call, context, (where) => where === 'inside'),
    signal: (call, context) => {
      const address = callerAddress(call) ?? ''
      const remote = context.inventory.ownerOfAddress(address)
      const action = apiCallAction(call)
      const isCall = action.actionType === 'AWS_API_CALL' && remote !== undefined
      return {
        ...parts(call),
        action: isCall
          ? {
              ...action,
              awsApiCallAction: {
                ...action.awsApiCallAction,
                remoteAccountDetails: { accountId: remote, affiliated: true },
              },
            }
          : action,
        ...(remote === undefined ? {} : { severity: 5 }),
        reason: `credentials of ${instanceIdOfSession(call)} were used from ${address}, an address of AWS where they do not belong`,
      }
    },
    vectors: [
      {
        name: 'from another address of AWS than the first',
        records: [session('batch', NAT), session('batch', '3.5.141.7', { at: 600 })],
        lists,
        finds: 1,
        severity: 8,
      },
      {
        name: 'from an address of another account of the organization',
        records: [
          callRecord('ec2.amazonaws.com', 'AllocateAddress', {
            accountId: '444455556666',
            response: { publicIp: '3.5.142.8', allocationId: 'eipalloc-0a1b2c3d4e5f60001' },
          }),
          session('batch', '3.5.142.8', { at: 60 }),
        ],
        lists,
        finds: 1,
        severity: 5,
      },
      {
        name: 'always from the same address',
        records: [0, 60].map((at) => session('batch', NAT, { at })),
        lists,
        finds: 0,
      },
      {
        name: 'from the way out of another instance of the account',
        records: [
          session('web', OTHER_NAT),
          session('batch', NAT, { at: 60 }),
          session('batch', OTHER_NAT, { at: 120 }),
        ],
        lists,
        finds: 0,
      },
      {
        name: 'from an elastic address of the account',
        records: [
          session('batch', NAT),
          callRecord('ec2.amazonaws.com', 'AllocateAddress', {
            at: 30,
            response: { publicIp: '3.5.143.9', allocationId: 'eipalloc-0a1b2c3d4e5f60002' },
          }),
          session('batch', '3.5.143.9', { at: 60 }),
        ],
        lists,
        finds: 0,
      },
      { name: 'from outside AWS is another type', records: [session('batch', HOME_ADDRESS)], lists, finds: 0 },
    ],
  }),
]

function originOf(call: ApiCall, context: Context, concerns: (where: Where) => boolean): Origin | undefined {
  const address = callerAddress(call)
  if (instanceIdOfSession(call) === undefined || address === undefined || !isOwnCall(call)) return undefined
  if (!context.indicators.addresses.isRoutable(address)) return undefined
  const where = whereIs(address, context)
  if (!concerns(where)) return undefined
  const owner = call.actor.accountId ?? call.accountId
  const family = address.includes(':') ? 6 : 4
  return {
    subject: `${call.actor.accessKeyId ?? call.actor.arn ?? ''} ${family}`,
    owner,
    group: `${owner} ${roleOf(call)}`,
    place: address,
    verdict: verdictOf(call, address, where, context),
  }
}

function verdictOf(call: ApiCall, address: string, where: Where, { inventory }: Context): Origin['verdict'] {
  const owner = call.actor.accountId ?? call.accountId
  if (inventory.isOwnAddress(owner, address)) return 'own'
  if (where === 'outside') return 'foreign'
  return inventory.ownerOfAddress(address) === undefined ? 'open' : 'foreign'
}

/** Whose an address is, as far as the list and the networks' numbers tell. */
function whereIs(address: string, context: Context): Where {
  if (hitsOf(context, 'AWS_IP_RANGES', address).length > 0) return 'inside'
  const { asn } = context.geo.locate(address)
  if (asn !== undefined) return AMAZON_ASNS.has(asn) ? 'inside' : 'outside'
  const canTell =
    context.geo.warnings.length === 0 || context.indicators.lists.some(({ category }) => category === 'AWS_IP_RANGES')
  return canTell ? 'outside' : 'unknown'
}

function roleOf({ actor }: ApiCall): string {
  return actor.issuer?.userName ?? actor.arn?.split('/').at(-2) ?? ''
}

function parts(call: ApiCall) {
  const instanceId = instanceIdOfSession(call) ?? ''
  return {
    ...callSignal(call),
    resource: { kind: 'accessKey', call } as const,
    facts: { roleName: roleOf(call), instanceId },
  }
}

function session(role: string, address: string, options: CallOptions = {}) {
  const instance = role === 'web' ? 'i-0a1b2c3d4e5f60061' : 'i-0a1b2c3d4e5f60062'
  return callRecord('s3.amazonaws.com', 'ListBuckets', { actor: roleSession(role, instance), address, ...options })
}

function amazon(address: string) {
  return { [address]: { country: 'Sweden', city: 'Stockholm', lat: 59.3, lon: 18.1, asn: '16509' } }
}
