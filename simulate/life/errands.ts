import type { JsonObject } from '../../src/normalize/event.ts'
import { GLOBAL_REGION } from '../organisation/accounts.ts'
import type { Person } from '../organisation/people.ts'

export interface Errand {
  service: string
  name: string
  /** The organisation's home region when absent. */
  region?: string
  request?: JsonObject | null
  response?: JsonObject
}

/** What each team does with its hands; the platform team changes things. */
export const ERRANDS: Record<Person['team'], readonly (readonly [Errand, number])[]> = {
  platform: [
    [read('ec2', 'DescribeInstances', { instancesSet: {}, filterSet: {} }), 12],
    [read('ec2', 'DescribeSecurityGroups', { securityGroupSet: {}, filterSet: {} }), 8],
    [read('iam', 'ListRoles'), 3],
    [read('iam', 'GetRole', { roleName: 'orders-app' }), 4],
    [read('eks', 'DescribeCluster', { name: 'orchard' }), 5],
    [read('cloudformation', 'DescribeStacks'), 5],
    [read('logs', 'FilterLogEvents', { logGroupName: '/orders/app' }), 6],
    [
      {
        service: 'ec2',
        name: 'CreateTags',
        request: {
          resourcesSet: { items: [{ resourceId: 'vol-0c1d2e3f40516273a' }] },
          tagSet: { items: [{ key: 'team', value: 'platform' }] },
        },
        response: { _return: true },
      },
      3,
    ],
    [
      {
        service: 'autoscaling',
        name: 'UpdateAutoScalingGroup',
        request: { autoScalingGroupName: 'orders-app', desiredCapacity: 4 },
      },
      1,
    ],
  ],
  storefront: [
    [read('logs', 'FilterLogEvents', { logGroupName: '/storefront/web' }), 8],
    [read('cloudwatch', 'GetMetricData'), 6],
    [read('lambda', 'GetFunction20150331v2', { functionName: 'invoice-mailer' }), 4],
    [
      {
        service: 'lambda',
        name: 'UpdateFunctionCode20150331v2',
        request: { functionName: 'invoice-mailer', dryRun: false, publish: true },
        response: { functionName: 'invoice-mailer', version: '41' },
      },
      1,
    ],
  ],
  data: [
    [read('athena', 'GetQueryExecution'), 8],
    [
      {
        service: 'athena',
        name: 'StartQueryExecution',
        request: { queryString: 'HIDDEN_DUE_TO_SECURITY_REASONS', workGroup: 'harvest' },
        response: { queryExecutionId: '5f0c1f6e-9f0a-4a52-8a56-1f6a4a0f7b21' },
      },
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

function read(service: string, name: string, request: JsonObject | null = null): Errand {
  return { service, name, request, ...(service === 'iam' ? { region: GLOBAL_REGION } : {}) }
}
