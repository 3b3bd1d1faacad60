import type { JsonObject } from '../../src/normalize/event.ts'
import { GLOBAL_REGION, HOME_REGION } from '../organisation/accounts.ts'
import { bucketFor } from '../organisation/buckets.ts'
import { ORGANISATION } from '../organisation/names.ts'
import type { Person } from '../organisation/people.ts'
import { Random } from '../random.ts'
import { assumedRole, iamUser } from '../records/actor.ts'
import type { LogRecord } from '../records/log-record.ts'
import { apiCall, consoleLogin, objectCall } from '../records/make.ts'
import { dayMs } from '../time-text.ts'
import { type Activity, type Hour, localTime, sometime } from './hour.ts'

type Errand = (person: Person) => {
  service: string
  name: string
  region?: string
  request?: JsonObject | null
  response?: JsonObject
}

const read = (service: string, name: string, request: JsonObject | null = null): Errand => {
  return () => ({ service, name, request, ...(service === 'iam' ? { region: GLOBAL_REGION } : {}) })
}

/** What each team does with its hands; the platform team changes things. */
const ERRANDS: Record<Person['team'], readonly (readonly [Errand, number])[]> = {
  platform: [
    [read('ec2', 'DescribeInstances', { instancesSet: {}, filterSet: {} }), 12],
    [read('ec2', 'DescribeSecurityGroups', { securityGroupSet: {}, filterSet: {} }), 8],
    [read('iam', 'ListRoles'), 3],
    [read('iam', 'GetRole', { roleName: 'orders-app' }), 4],
    [read('eks', 'DescribeCluster', { name: 'orchard' }), 5],
    [read('cloudformation', 'DescribeStacks'), 5],
    [read('logs', 'FilterLogEvents', { logGroupName: '/orders/app' }), 6],
    [
      () => ({
        service: 'ec2',
        name: 'CreateTags',
        request: {
          resourcesSet: { items: [{ resourceId: 'vol-0c1d2e3f40516273a' }] },
          tagSet: { items: [{ key: 'team', value: 'platform' }] },
        },
        response: { _return: true },
      }),
      3,
    ],
    [
      () => ({
        service: 'autoscaling',
        name: 'UpdateAutoScalingGroup',
        request: { autoScalingGroupName: 'orders-app', desiredCapacity: 4 },
      }),
      1,
    ],
  ],
  storefront: [
    [read('logs', 'FilterLogEvents', { logGroupName: '/storefront/web' }), 8],
    [read('cloudwatch', 'GetMetricData'), 6],
    [read('lambda', 'GetFunction20150331v2', { functionName: 'invoice-mailer' }), 4],
    [
      () => ({
        service: 'lambda',
        name: 'UpdateFunctionCode20150331v2',
        request: { functionName: 'invoice-mailer', dryRun: false, publish: true },
        response: { functionName: 'invoice-mailer', version: '41' },
      }),
      1,
    ],
  ],
  data: [
    [read('athena', 'GetQueryExecution'), 8],
    [
      () => ({
        service: 'athena',
        name: 'StartQueryExecution',
        request: { queryString: 'HIDDEN_DUE_TO_SECURITY_REASONS', workGroup: 'harvest' },
        response: { queryExecutionId: '5f0c1f6e-9f0a-4a52-8a56-1f6a4a0f7b21' },
      }),
      4,
    ],
    [read('glue', 'GetTables', { databaseName: 'harvest' }), 5],
    [read('s3', 'GetBucketLocation', { bucketName: 'quillmere-lake-3333' }), 2],
  ],
  finance: [
    [read('ce', 'GetCostAndUsage'), 5],
    [read('s3', 'ListBuckets'), 2],
    [read('budgets', 'ViewBudget'), 2],
  ],
}

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
  const { region = HOME_REGION, ...what } = random.weighted(ERRANDS[person.team])(person)
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

export function actorOf(hour: { start: number; random: Random }, person: Person): JsonObject {
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
