import type { ApiCall } from '../../../normalize/event.ts'
import { kilometresBetween } from '../../../stats/great-circle.ts'
import { apiCallAction, callerAddress, succeeded } from '../../api-call.ts'
import type { Context } from '../../detector.ts'
import { sequence } from '../../kit/sequence.ts'
import { consoleLogin, roleSession } from '../../records/cloudtrail-record.ts'

const HOUR_MS = 3_600_000
const PAIR_WITHIN_MS = HOUR_MS
const COUNTRIES_WITHIN_MS = 24 * HOUR_MS
const COUNTRIES_MIN = 3
const DISTANCE_MIN_KM = 500
const SPEED_MIN_KM_PER_HOUR = 1_000

/** Where and when a user signed in. */
type Login = {
  time: number
  address: string
  country: string
  city: string
  lat: number
  lon: number
  network: string
}

const BERLIN = '84.190.10.10'
const SINGAPORE = '116.86.20.20'
const PLACES = {
  [BERLIN]: { country: 'Germany', city: 'Berlin', lat: 52.52, lon: 13.4, asn: '3320' },
  [SINGAPORE]: { country: 'Singapore', city: 'Singapore', lat: 1.29, lon: 103.85, asn: '4657' },
  '84.190.99.99': { country: 'Germany', city: 'Potsdam', lat: 52.4, lon: 13.06, asn: '3320' },
  '200.147.1.1': { country: 'Brazil', city: 'São Paulo', lat: -23.55, lon: -46.63, asn: '7162' },
}

/**
 * One IAM user signed in to the console from places too far apart for the time between: two within an hour at more than
 * 1,000 km/h, or three countries within a day. Needs GeoIP; a network that both logins share proves nothing.
 * Misses: federated and SSO sign-ins, attackers near the user, users behind the attacker's own VPN.
 */
export default sequence<'cloudtrail', Login>({
  type: 'UnauthorizedAccess:IAMUser/ConsoleLoginSuccess.B',
  on: 'cloudtrail',
  select: ['call:signin.amazonaws.com:ConsoleLogin'],
  when: (call) => call.actor.type === 'IAMUser' && succeeded(call) && call.response['ConsoleLogin'] === 'Success',
  key: (call) => `${call.accountId} ${call.actor.userName ?? call.actor.arn ?? ''}`,
  stage: loginOf,
  withinMs: COUNTRIES_WITHIN_MS,
  stagesMax: 16,
  completes: (earlier, latest) => {
    const far = earlier.filter((login) => impossible(login, latest))
    if (far.length > 0) return [...far, latest]
    const abroad = earlier.filter((login) => login.network !== latest.network)
    const countries = new Set([...abroad, latest].map((login) => login.country))
    return countries.size >= COUNTRIES_MIN ? [...abroad, latest] : []
  },
  signal: (call, logins) => ({
    accountId: call.accountId,
    region: call.region,
    first: logins[0].time,
    last: call.time,
    resource: { kind: 'accessKey', call },
    action: apiCallAction(call),
    additionalInfo: { unusual: { countries: [...new Set(logins.map((login) => login.country))] } },
    facts: { userName: call.actor.userName ?? '' },
    reason: `signed in from ${logins.map(describe).join(', then ')}`,
  }),
  vectors: [
    {
      name: 'Berlin, and Singapore twenty minutes later',
      records: [login(BERLIN, 0), login(SINGAPORE, 1_200)],
      places: PLACES,
      finds: 1,
      severity: 5,
    },
    {
      name: 'the second one fails',
      records: [login(BERLIN, 0), consoleLogin('amy', SINGAPORE, { at: 1_200, failed: true })],
      places: PLACES,
      finds: 0,
    },
    {
      name: 'two places thirty kilometres apart',
      records: [login(BERLIN, 0), login('84.190.99.99', 1_200)],
      places: PLACES,
      finds: 0,
    },
    {
      name: 'a flight of thirteen hours between',
      records: [login(BERLIN, 0), login(SINGAPORE, 13 * 3_600)],
      places: PLACES,
      finds: 0,
    },
    {
      name: 'three countries in a day',
      records: [login(BERLIN, 0), login(SINGAPORE, 30_000), login('200.147.1.1', 80_000)],
      places: PLACES,
      finds: 1,
    },
    {
      name: 'role sessions are not IAM users',
      records: [BERLIN, SINGAPORE].map((address, i) =>
        consoleLogin('amy', address, { at: i * 1_200, actor: roleSession('Admin', 'amy') }),
      ),
      places: PLACES,
      finds: 0,
    },
  ],
})

function loginOf(call: ApiCall, context: Context): Login | undefined {
  const address = callerAddress(call)
  if (address === undefined) return undefined
  const { lat, lon, countryName, cityName, asn } = context.geo.locate(address)
  if (lat === undefined || lon === undefined || countryName === undefined) return undefined
  return {
    time: call.time,
    address,
    country: countryName,
    city: cityName ?? countryName,
    lat,
    lon,
    network: String(asn ?? address),
  }
}

function impossible(a: Login, b: Login): boolean {
  const apartMs = Math.abs(b.time - a.time)
  if (apartMs > PAIR_WITHIN_MS || a.network === b.network) return false
  const distance = kilometresBetween(a, b)
  return distance >= DISTANCE_MIN_KM && distance > SPEED_MIN_KM_PER_HOUR * (apartMs / HOUR_MS)
}

function describe(login: Login): string {
  return `${login.city} (${login.address}) at ${new Date(login.time).toISOString().slice(11, 16)}`
}

function login(address: string, at: number) {
  return consoleLogin('amy', address, { at })
}
