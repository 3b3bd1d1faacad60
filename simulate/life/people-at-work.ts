import type { JsonObject } from '../../src/normalize/event.ts'
import { HOME_REGION } from '../organisation/accounts.ts'
import { bucketFor } from '../organisation/buckets.ts'
import { ORGANISATION } from '../organisation/names.ts'
import type { Person } from '../organisation/people.ts'
import { Random } from '../random.ts'
import { assumedRole, iamUser } from '../records/actor.ts'
import type { LogRecord } from '../records/log-record.ts'
import { apiCall, consoleLogin, objectCall } from '../records/make.ts'
import { dayMs } from '../time-text.ts'
import { ERRANDS } from './errands.ts'
import { type Activity, type Hour, localTime, sometime } from './hour.ts'

/** People at their keyboards on weekdays: a console sign-in in the morning, then errands, some of them refused. */
export const peopleAtWork: Activity = (hour) => hour.organisation.people.flatMap((person) => personsHour(hour, person))

function personsHour(hour: Hour, person: Person): LogRecord[] {
  const { random } = hour
  const { day, hour: localHour } = localTime(hour.start, person.place.utcOffset)
  const isOff = day % 6 === 0 || localHour < 8 || localHour > 18
  if (isOff || random.chance(0.25)) return []
  const from = addressOfDay(hour, person)
  const records = localHour === 8 || random.chance(0.04) ? signIn(hour, person, from) : []
  for (let burst = random.count(1.6); burst > 0; burst -= 1) {
    let time = sometime(hour)
    for (let step = random.whole(2, 14); step > 0; step -= 1) {
      time += random.size(2_500)
      records.push(errand(hour, person, from, time))
    }
  }
  if (person.team === 'data' && random.chance(0.5)) records.push(download(hour, person, from))
  return records
}

/** Home or office, the same for the whole local day. */
function addressOfDay(hour: Hour, person: Person): string {
  const day = Math.floor((hour.start + person.place.utcOffset * 3_600_000) / dayMs)
  const atHome = new Random(`${person.principalId}/${day}`).chance(person.homeShare)
  return atHome ? person.homeAddress : person.officeAddress
}

/** One in eight first attempts has a typing error in it. */
function signIn(hour: Hour, person: Person, from: string): LogRecord[] {
  if (person.signsIn !== 'iam-user') return []
  const { random } = hour
  const time = sometime(hour)
  const { accessKeyId: _, ...nameless } = person
  const login = { accountId: person.account.id, actor: iamUser({ ...nameless, accountId: person.account.id }), from }
  const slip = random.chance(0.125) ? [consoleLogin(random, { ...login, time: time - 21_000, success: false })] : []
  return [...slip, consoleLogin(random, { ...login, time })]
}

function errand(hour: Hour, person: Person, from: string, time: number): LogRecord {
  const { random } = hour
  const { region = HOME_REGION, ...what } = random.weighted(ERRANDS[person.team])
  const refused = random.chance(0.02)
  return apiCall(random, {
    time,
    accountId: person.account.id,
    region,
    actor: actorOf(hour, person),
    from,
    userAgent: person.userAgent,
    ...what,
    ...(refused
      ? {
          response: null,
          error: { code: 'AccessDenied', message: `User is not authorized to perform: ${what.service}:${what.name}` },
        }
      : {}),
  })
}

function actorOf(hour: Hour, person: Person): JsonObject {
  if (person.signsIn === 'iam-user') return iamUser({ ...person, accountId: person.account.id })
  const role = person.team === 'finance' ? person.account.roles.readonly : person.account.roles.engineer
  return assumedRole({
    accountId: role.accountId,
    role: role.name,
    rolePrincipalId: role.principalId,
    sessionName: `${person.userName}@${ORGANISATION.domain}`,
    accessKeyId: `ASIA${person.accessKeyId.slice(4)}`,
    startedAt: hour.start - 1_800_000,
  })
}

function download(hour: Hour, person: Person, from: string): LogRecord {
  const { random } = hour
  return objectCall(random, {
    time: sometime(hour),
    name: 'GetObject',
    actor: actorOf(hour, person),
    from,
    userAgent: person.userAgent,
    bucket: bucketFor(hour.organisation.buckets, 'lake'),
    key: `reports/week-${random.whole(1, 52)}/part-${random.whole(0, 9)}.parquet`,
    bytes: random.size(900_000),
  })
}
