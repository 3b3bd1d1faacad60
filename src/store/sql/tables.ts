import type { Generated } from 'kysely'
import type {
  DestinationStatus,
  Filter,
  IndicatorSetKind,
  IndicatorSetStatus,
  Invitation,
  OrganizationAdministrator,
  PublishingFrequency,
  RelationshipStatus,
  UsageRecord,
} from '../records.ts'

/** Rows as the database holds them: booleans are 0 and 1, composite values JSON text. */
export interface Tables {
  detector: DetectorRow
  filter: FilterRow
  indicator_set: IndicatorSetRow
  indicator_set_content: { id: string; content: Uint8Array }
  destination: DestinationRow
  membership: MembershipRow
  invitation: InvitationRow
  organization_administrator: OrganizationAdministratorRow
  organization_configuration: OrganizationConfigurationRow
  tag: { arn: string; key: string; value: string }
  idempotency: { key: string; request_digest: string; response: string; expires_at: number }
  usage_record: UsageRow
  pending_object: PendingObjectRow
  done_object: { id: string; done_at: number }
  engine_state: { name: string; snapshot: Uint8Array }
  secret: { name: string; value: Uint8Array }
  finding: FindingRow
  finding_document: FindingDocumentRow
  attribute_path: { number: Generated<number>; path: string }
  finding_text: { detector: number; path: number; value: string; finding: number }
  finding_number: { detector: number; path: number; value: number; finding: number }
  finding_count_by_severity: { detector: number; severity: string; findings: number }
}

export interface DetectorRow {
  /** Stands for the detector in the tables of findings; never used again. */
  number: Generated<number>
  id: string
  account_id: string
  region: string
  enabled: number
  frequency: PublishingFrequency
  s3_logs: number
  kubernetes_audit_logs: number
  created_at: number
  updated_at: number
}

export interface FilterRow {
  detector_id: string
  name: string
  description: string | null
  action: Filter['action']
  rank: number
  criterion: string
  created_at: number
}

export interface IndicatorSetRow {
  id: string
  detector_id: string
  kind: IndicatorSetKind
  name: string
  format: string
  location: string
  status: IndicatorSetStatus
  reason: string | null
  entries: number | null
  created_at: number
  updated_at: number
}

export interface DestinationRow {
  id: string
  detector_id: string
  destination_type: string
  destination_arn: string
  kms_key_arn: string | null
  status: DestinationStatus
  failure_started_at: number
  reason: string | null
  created_at: number
}

export interface MembershipRow {
  region: string
  administrator_id: string
  account_id: string
  email: string
  status: RelationshipStatus
  by_organization: number
  invitation_id: string | null
  invited_at: number | null
  updated_at: number
}

export interface InvitationRow {
  region: string
  administrator_id: string
  account_id: string
  id: string
  status: Invitation['status']
  message: string | null
  invited_at: number
}

export interface OrganizationAdministratorRow {
  organization_id: string
  region: string
  administrator_id: string
  status: OrganizationAdministrator['status']
}

export interface OrganizationConfigurationRow {
  account_id: string
  region: string
  auto_enable: number
  s3_logs: number
  kubernetes_audit_logs: number
}

export interface UsageRow {
  account_id: string
  region: string
  day: string
  data_source: UsageRecord['dataSource']
  resource: string
  events: number
  bytes: number
}

export interface PendingObjectRow {
  sequence: Generated<number>
  id: string
  name: string
  account_id: string
  region: string
  received_at: number
  size: number
  bytes: Uint8Array
}

export interface FindingRow extends HotColumns {
  number: Generated<number>
  detector: number
  id: string
  suppressed: number
}

export interface FindingDocumentRow {
  finding: number
  detector: number
  /** Key of the identity that later activity joins by; null once it was given up. */
  live_identity: string | null
  document: string
  identity: string
  state: string
  comments: string | null
}

/** The attributes that findings are sought and sorted by. */
export interface HotColumns {
  account_id: string | null
  region: string | null
  type: string | null
  severity: number | null
  confidence: number | null
  created_at: number | null
  updated_at: number | null
  first_seen: number | null
  last_seen: number | null
  archived: number | null
  count: number | null
  instance_id: string | null
  api: string | null
  service_name: string | null
  blocked: number | null
  protocol: string | null
  local_port: number | null
  remote_port: number | null
  remote_ip: string | null
  remote_country: string | null
}
