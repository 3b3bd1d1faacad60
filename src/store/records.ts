import type { Finding } from '../model/finding.ts'

/** Times are epoch milliseconds, ids 32 lower-case hex digits, accounts 12 digits, unless a member says otherwise. */

/** Where an account's configuration lives: one detector for each account and region. */
export interface Place {
  accountId: string
  region: string
}

export type PublishingFrequency = 'FIFTEEN_MINUTES' | 'ONE_HOUR' | 'SIX_HOURS'

/** The two data sources that can be turned off; the other three are always on. */
export interface OptionalDataSources {
  s3Logs: boolean
  kubernetesAuditLogs: boolean
}

export interface Detector extends Place {
  id: string
  enabled: boolean
  findingPublishingFrequency: PublishingFrequency
  dataSources: OptionalDataSources
  createdAt: number
  updatedAt: number
}

/** Exactly what the client wrote, to be echoed; `aggregate/criteria` gives it a meaning. */
export type StoredCriteria = { [attribute: string]: { [operator: string]: unknown } }

export interface Filter {
  detectorId: string
  name: string
  description: string | null
  action: 'NOOP' | 'ARCHIVE'
  /** From 1, without gaps within a detector. */
  rank: number
  criterion: StoredCriteria
  createdAt: number
}

export type IndicatorSetKind = 'ipset' | 'threatintelset'
export type IndicatorSetStatus =
  | 'INACTIVE'
  | 'ACTIVATING'
  | 'ACTIVE'
  | 'DEACTIVATING'
  | 'ERROR'
  | 'DELETE_PENDING'
  | 'DELETED'

/** A trusted list (`ipset`) or a threat list; one that was deleted is kept, with its status, until its detector goes. */
export interface IndicatorSet {
  id: string
  detectorId: string
  kind: IndicatorSetKind
  name: string
  format: string
  location: string
  status: IndicatorSetStatus
  /** Why the status is ERROR, in words for the user. */
  reason: string | null
  /** Entries of the content in force. */
  entries: number | null
  createdAt: number
  updatedAt: number
}

export type DestinationStatus =
  | 'PENDING_VERIFICATION'
  | 'PUBLISHING'
  | 'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY'
  | 'STOPPED'

export interface PublishingDestination {
  id: string
  detectorId: string
  destinationType: string
  destinationArn: string
  kmsKeyArn: string | null
  status: DestinationStatus
  /** When publishing began to fail; 0 while it works. */
  failureStartedAt: number
  /** Why it fails, in words for the user. */
  reason: string | null
  createdAt: number
}

export type RelationshipStatus =
  | 'Created'
  | 'Invited'
  | 'Disabled'
  | 'Enabled'
  | 'Removed'
  | 'Resigned'
  | 'EmailVerificationInProgress'
  | 'EmailVerificationFailed'

/** One account as another administers it, or has asked to, in one region. */
export interface Membership {
  region: string
  administratorId: string
  accountId: string
  email: string
  status: RelationshipStatus
  /** By the delegated administrator of their organisation, so without an invitation. */
  byOrganization: boolean
  invitationId: string | null
  invitedAt: number | null
  updatedAt: number
}

/** Invitations outlive what the administrator does with the member until the invitee declines and deletes them. */
export interface Invitation {
  id: string
  region: string
  administratorId: string
  accountId: string
  status: 'Invited' | 'Accepted' | 'Declined'
  message: string | null
  invitedAt: number
}

export interface OrganizationAdministrator {
  organizationId: string
  region: string
  administratorId: string
  status: 'ENABLED' | 'DISABLE_IN_PROGRESS'
}

/** What a delegated administrator turns on for accounts that join. */
export interface OrganizationConfiguration extends Place {
  autoEnable: boolean
  s3Logs: boolean
  kubernetesAuditLogs: boolean
}

/** A finding as stored: its document is what clients see; the rest decides what becomes of it. */
export interface StoredFinding {
  document: Finding
  /** The key by which later activity finds it again; a new one takes over once this was archived by hand. */
  identity: string
  /** Serialised `FindingState` of the aggregation, `null` for samples that keep none. */
  state: unknown
  /** Archived by an ARCHIVE filter: never published. */
  suppressed: boolean
}

export type SortOrder = 'ASC' | 'DESC'

export interface UsageRecord extends Place {
  /** `YYYY-MM-DD`, UTC. */
  day: string
  dataSource: 'FLOW_LOGS' | 'CLOUD_TRAIL' | 'DNS_LOGS' | 'S3_LOGS' | 'KUBERNETES_AUDIT_LOGS'
  /** Bucket name for S3 data events, else empty. */
  resource: string
  events: number
  bytes: number
}

/** A log object that was accepted and awaits, or has had, its turn. */
export interface PendingObject {
  /** Order of receipt, from 1; the store's own. */
  sequence: number
  /** What messages call it. */
  name: string
  /** Digest of the content: the same content is the same object. */
  id: string
  /** Who delivered it; decides which accounts' records it may hold. */
  accountId: string
  region: string
  receivedAt: number
  bytes: Uint8Array
}
