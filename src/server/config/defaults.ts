import type { Config } from './schema.ts'

/** What holds where the file says nothing. Prices are the public ones of us-east-1 in 2022. */
export const CONFIG_DEFAULTS: Config = {
  listen: '127.0.0.1:8686',
  insecure: false,
  dataDir: './.picket',
  database: 'sqlite',
  bus: 'memory',
  logLevel: 'info',
  aws: {},
  accounts: [],
  lists: { allowHosts: [], allowFiles: [] },
  intel: [],
  inventory: [],
  lateness: 900,
  retentionDays: 90,
  pricing: {
    cloudTrail: [{ price: 4 }],
    flowAndDnsLogs: [{ upTo: 500, price: 1 }, { upTo: 2500, price: 0.5 }, { price: 0.25 }],
    s3Logs: [{ upTo: 500, price: 0.8 }, { upTo: 5000, price: 0.4 }, { price: 0.2 }],
    kubernetesAuditLogs: [{ upTo: 100, price: 1.6 }, { upTo: 200, price: 0.8 }, { price: 0.2 }],
  },
}

/** Settings that an environment variable overrides: its name, the path of the setting, and how its text is read. */
export const CONFIG_VARIABLES: readonly [
  variable: string,
  path: readonly string[],
  kind: 'text' | 'number' | 'boolean',
][] = [
  ['PICKET_LISTEN', ['listen'], 'text'],
  ['PICKET_INSECURE', ['insecure'], 'boolean'],
  ['PICKET_TLS_CERTIFICATE', ['tls', 'certificate'], 'text'],
  ['PICKET_TLS_KEY', ['tls', 'key'], 'text'],
  ['PICKET_DATA_DIR', ['dataDir'], 'text'],
  ['PICKET_DATABASE_URL', ['database'], 'text'],
  ['PICKET_BUS_URL', ['bus'], 'text'],
  ['PICKET_LOG_LEVEL', ['logLevel'], 'text'],
  ['PICKET_WORKERS', ['workers'], 'number'],
  ['PICKET_AWS_REGION', ['aws', 'region'], 'text'],
  ['PICKET_S3_ENDPOINT', ['aws', 'endpoints', 's3'], 'text'],
  ['PICKET_SQS_ENDPOINT', ['aws', 'endpoints', 'sqs'], 'text'],
  ['PICKET_SNS_ENDPOINT', ['aws', 'endpoints', 'sns'], 'text'],
  ['PICKET_KMS_ENDPOINT', ['aws', 'endpoints', 'kms'], 'text'],
  ['PICKET_EVENTS_ENDPOINT', ['aws', 'endpoints', 'events'], 'text'],
  ['PICKET_STS_ENDPOINT', ['aws', 'endpoints', 'sts'], 'text'],
  ['PICKET_S3_PATH_STYLE', ['aws', 'pathStyle'], 'boolean'],
  ['PICKET_ORGANIZATION_ID', ['organization', 'id'], 'text'],
  ['PICKET_MANAGEMENT_ACCOUNT', ['organization', 'managementAccount'], 'text'],
  ['PICKET_LATENESS', ['lateness'], 'number'],
  ['PICKET_RETENTION_DAYS', ['retentionDays'], 'number'],
]
