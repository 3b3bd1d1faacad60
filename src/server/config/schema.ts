import Type, { type Static, type TSchema } from 'typebox'

const optional = <Schema extends TSchema>(schema: Schema) => Type.Optional(schema)
const Text = (description: string) => Type.String({ minLength: 1, maxLength: 4096, description })
const strict = { additionalProperties: false }

export const AccountId = Type.String({ pattern: '^[0-9]{12}$', description: 'Twelve digits, in quotes' })

export const AccessKey = Type.Object(
  {
    id: Type.String({ pattern: '^[A-Za-z0-9_]{16,128}$', description: 'Access key id' }),
    secret: Type.String({ minLength: 16, maxLength: 256, description: 'Secret access key' }),
    sessionToken: optional(Type.String({ minLength: 1, maxLength: 4096, description: 'Of temporary credentials' })),
    access: Type.Enum(['full', 'read', 'ingest'], {
      description: 'full: every operation; read: those that change nothing; ingest: delivers logs and nothing else',
    }),
  },
  strict,
)

export const Account = Type.Object(
  {
    id: AccountId,
    email: optional(Type.String({ minLength: 1, maxLength: 64, description: 'What an administrator invites it by' })),
    organizationMember: optional(Type.Boolean({ description: 'Belongs to the organisation below' })),
    keys: Type.Array(AccessKey, { maxItems: 100, description: 'Who may call as this account' }),
  },
  strict,
)

export const Endpoints = Type.Object(
  {
    s3: optional(Text('S3')),
    sqs: optional(Text('SQS')),
    sns: optional(Text('SNS')),
    kms: optional(Text('KMS')),
    events: optional(Text('EventBridge')),
    sts: optional(Text('STS')),
  },
  { ...strict, description: 'Addresses of other servers than AWS' },
)

/** Prices in USD: tiers of `upTo` units and the price of one unit within it; the last tier has no `upTo`. */
export const PriceTiers = Type.Array(
  Type.Object({ upTo: optional(Type.Number({ exclusiveMinimum: 0 })), price: Type.Number({ minimum: 0 }) }, strict),
  { minItems: 1, maxItems: 20 },
)

export const Pricing = Type.Object(
  {
    cloudTrail: PriceTiers,
    flowAndDnsLogs: PriceTiers,
    s3Logs: PriceTiers,
    kubernetesAuditLogs: PriceTiers,
  },
  { ...strict, description: 'For GetUsageStatistics: a million events; for flow and DNS logs a gigabyte' },
)

export const Config = Type.Object(
  {
    listen: Type.String({ pattern: '^(\\[[0-9a-fA-F:]+\\]|[^:\\[\\]]+):[0-9]{1,5}$', description: 'HOST:PORT' }),
    insecure: Type.Boolean({ description: 'Listen beyond this machine without TLS' }),
    tls: optional(
      Type.Object(
        { certificate: Text('File of the PEM certificate chain'), key: Text('File of its PEM key') },
        { ...strict, description: 'Serve HTTPS' },
      ),
    ),
    dataDir: Text('Folder of the embedded store and state; made when missing'),
    database: Text('sqlite, or the URL of a PostgreSQL database'),
    bus: Text('memory, or the URL of a NATS server'),
    logLevel: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace'], {
      description: 'Least level that is logged',
    }),
    workers: optional(
      Type.Integer({ minimum: 1, maximum: 64, description: 'Threads that extract; default: processors' }),
    ),
    aws: Type.Object(
      {
        region: optional(Text('Region of sources and sinks that name none')),
        endpoints: optional(Endpoints),
        pathStyle: optional(
          Type.Boolean({ description: 'Address buckets by path, as most S3-compatible servers need' }),
        ),
      },
      { ...strict, description: 'Clients for S3, SQS, KMS, EventBridge; the standard AWS variables work too' },
    ),
    organization: optional(
      Type.Object(
        { id: Type.String({ pattern: '^o-[a-z0-9]{4,32}$' }), managementAccount: AccountId },
        { ...strict, description: 'The AWS organisation whose accounts these are' },
      ),
    ),
    accounts: Type.Array(Account, { maxItems: 20_000, description: 'Who may call, as whom' }),
    lists: Type.Object(
      {
        allowHosts: Type.Array(Text('Host name'), {
          maxItems: 1000,
          description: 'Hosts from which `https://` list locations may be fetched, beside S3',
        }),
        allowFiles: Type.Array(Text('Folder'), {
          maxItems: 100,
          description: 'Folders from which `file://` list locations may be read',
        }),
      },
      { ...strict, description: 'Where IP sets and threat intel sets may come from' },
    ),
    intel: Type.Array(
      Type.Object(
        { category: Text('Indicator category'), file: Text('List file'), name: optional(Text('List name')) },
        strict,
      ),
      { maxItems: 1000, description: "Lists for Picket's own indicator categories" },
    ),
    inventory: Type.Array(Text('Inventory file'), {
      maxItems: 1000,
      description: 'Descriptions of instances, clusters',
    }),
    lateness: Type.Integer({
      minimum: 0,
      maximum: 86_400,
      description: 'Seconds by which records may come later than others of earlier times',
    }),
    retentionDays: Type.Integer({
      minimum: 1,
      maximum: 3650,
      description: 'Findings are kept so long after their last update',
    }),
    pricing: Pricing,
  },
  strict,
)
export type Config = Static<typeof Config>
export type ConfiguredAccount = Static<typeof Account>
export type ConfiguredKey = Static<typeof AccessKey>
export type Pricing = Static<typeof Pricing>
