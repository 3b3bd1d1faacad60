import type { NormalCriteria } from '../aggregate/criteria/normal-criteria.ts'
import type { Finding } from '../model/finding.ts'
import type {
  Detector,
  Filter,
  IndicatorSet,
  IndicatorSetKind,
  Invitation,
  Membership,
  OrganizationAdministrator,
  OrganizationConfiguration,
  PendingObject,
  Place,
  PublishingDestination,
  SortOrder,
  StoredFinding,
  UsageRecord,
} from './records.ts'

/**
 * The store: one port for each aggregate. Every adapter passes the suite in `contract/`. Answers are copies: changing one
 * changes nothing stored. Lists come in a fixed order and in pages by key, never by offset.
 */
export interface Stores {
  detectors: Detectors
  filters: Filters
  indicatorSets: IndicatorSets
  destinations: Destinations
  memberships: Memberships
  invitations: Invitations
  organizations: Organizations
  tags: Tags
  idempotency: Idempotency
  findings: Findings
  usage: Usage
  pendingObjects: PendingObjects
  engineStates: EngineStates
  secrets: Secrets
}

export interface Store extends Stores {
  /**
   * Runs `work` so that all of it happens or nothing, one transaction at a time. `work` awaits nothing but these stores.
   * `durable` (default true) waits until it would survive a loss of power.
   */
  transaction<T>(work: (stores: Stores) => Promise<T>, options?: { durable?: boolean }): Promise<T>
  close(): Promise<void>
}

/** A page by key: what comes after `after` (exclusive), at most `limit`. */
export interface PageRequest {
  after?: string
  limit: number
}

export interface Detectors {
  insert(detector: Detector): Promise<void>
  find(id: string): Promise<Detector | undefined>
  findByPlace(place: Place): Promise<Detector | undefined>
  update(detector: Detector): Promise<void>
  /**
   * Takes its filters, sets, destinations, findings, tags and engine states (named by its id, or by what follows its id and a
   * slash) with it. Its findings cannot be reached any more; `deleteUpdatedBefore` clears them away.
   */
  delete(id: string): Promise<void>
  all(): Promise<Detector[]>
  /** Ids of the detectors of the accounts that this one administers (Enabled and Disabled), in order of account. */
  ofMembers(administrator: { region: string; administratorId: string }): Promise<string[]>
}

export interface Filters {
  insert(filter: Filter): Promise<void>
  find(detectorId: string, name: string): Promise<Filter | undefined>
  update(filter: Filter): Promise<void>
  delete(detectorId: string, name: string): Promise<void>
  /** By rank. At most 100 exist. */
  all(detectorId: string): Promise<Filter[]>
}

export interface IndicatorSets {
  insert(set: IndicatorSet): Promise<void>
  find(detectorId: string, kind: IndicatorSetKind, id: string): Promise<IndicatorSet | undefined>
  update(set: IndicatorSet): Promise<void>
  /** By id; without those deleted. */
  list(detectorId: string, kind: IndicatorSetKind): Promise<IndicatorSet[]>
  /** Of all detectors, those whose status is one of these. */
  withStatus(statuses: readonly IndicatorSet['status'][]): Promise<IndicatorSet[]>
  /** The list file's bytes in force; `null` forgets them. */
  writeContent(id: string, content: Uint8Array | null): Promise<void>
  readContent(id: string): Promise<Uint8Array | undefined>
}

export interface Destinations {
  insert(destination: PublishingDestination): Promise<void>
  find(detectorId: string, id: string): Promise<PublishingDestination | undefined>
  update(destination: PublishingDestination): Promise<void>
  delete(detectorId: string, id: string): Promise<void>
  /** By id. */
  list(detectorId: string): Promise<PublishingDestination[]>
}

export interface Memberships {
  /** Inserts, or replaces the one of the same region, administrator and account. */
  put(membership: Membership): Promise<void>
  find(key: Pick<Membership, 'region' | 'administratorId' | 'accountId'>): Promise<Membership | undefined>
  delete(key: Pick<Membership, 'region' | 'administratorId' | 'accountId'>): Promise<void>
  /** By account id. `associated`: only Enabled and Disabled ones. */
  list(
    administrator: { region: string; administratorId: string; associated: boolean } & PageRequest,
  ): Promise<Membership[]>
  count(administrator: { region: string; administratorId: string }): Promise<number>
  /** The membership that associates this account (Enabled or Disabled), of which there is at most one. */
  associationOf(place: Place): Promise<Membership | undefined>
}

export interface Invitations {
  put(invitation: Invitation): Promise<void>
  find(key: Pick<Invitation, 'region' | 'administratorId' | 'accountId'>): Promise<Invitation | undefined>
  delete(key: Pick<Invitation, 'region' | 'administratorId' | 'accountId'>): Promise<void>
  /** By administrator; status Invited only. */
  listPending(invitee: Place & PageRequest): Promise<Invitation[]>
  countPending(invitee: Place): Promise<number>
}

export interface Organizations {
  administrator(organizationId: string, region: string): Promise<OrganizationAdministrator | undefined>
  putAdministrator(administrator: OrganizationAdministrator): Promise<void>
  deleteAdministrator(organizationId: string, region: string): Promise<void>
  configuration(place: Place): Promise<OrganizationConfiguration | undefined>
  putConfiguration(configuration: OrganizationConfiguration): Promise<void>
}

/** Tags of detectors, filters and sets, by ARN. */
export interface Tags {
  of(arn: string): Promise<Record<string, string>>
  /** Adds to those there are, or overwrites them. */
  merge(arn: string, tags: Record<string, string>): Promise<void>
  remove(arn: string, keys: readonly string[]): Promise<void>
  clear(arn: string): Promise<void>
}

/** Answers of create operations by client token, so that a retry gets the first answer. */
export interface Idempotency {
  find(key: string, now: number): Promise<{ requestDigest: string; response: unknown } | undefined>
  put(key: string, entry: { requestDigest: string; response: unknown; expiresAt: number }): Promise<void>
  expire(now: number): Promise<number>
}

export interface FindingQuery {
  /** Findings of any of these. */
  detectorIds: readonly string[]
  criteria: NormalCriteria
  /**
   * One of `SORT_ATTRIBUTES`; default `service.eventLastSeen` DESC. Findings without a value come first in ASC and last in
   * DESC; equal ones are in ascending order of id in both.
   */
  sort?: { attribute: string; order: SortOrder }
  limit: number
  /** `next` of the page before. */
  after?: string
}

export interface FindingPage {
  ids: string[]
  /** Where the next page begins; absent at the end. A page may be short, even empty, before the end: the adapter bounds what one call may look at. */
  next?: string
}

export interface Findings {
  /**
   * Inserts or replaces by document id, and keeps attribute index and counts in step; attributes are written as the
   * difference to what was there. Throws when `service.detectorId` is no detector's. A new finding takes its identity over; one
   * that gave it up does not get it back.
   */
  put(findings: readonly StoredFinding[]): Promise<void>
  /** In the order of the ids asked for; unknown ones are left out. Every finding says in which detector it lies. */
  get(detectorIds: readonly string[], ids: readonly string[]): Promise<StoredFinding[]>
  list(query: FindingQuery): Promise<FindingPage>
  /** Number of findings by severity with one decimal (`"5.0"`). */
  countBySeverity(query: Pick<FindingQuery, 'detectorIds' | 'criteria'>): Promise<Record<string, number>>
  /** The live finding of each identity, for later activity to join; keyed by identity. */
  byIdentity(detectorId: string, identities: readonly string[]): Promise<Map<string, StoredFinding>>
  /**
   * Sets `service.archived`; one archived by hand gives up its identity, so that later activity makes a new finding.
   * Answers the ids that exist.
   */
  setArchived(detectorIds: readonly string[], ids: readonly string[], archived: boolean): Promise<string[]>
  /** Sets `service.userFeedback` and keeps the comments beside the document. Answers the ids that exist. */
  setFeedback(
    detectorIds: readonly string[],
    ids: readonly string[],
    feedback: { feedback: string; comments: string | null },
  ): Promise<string[]>
  /**
   * Deletes what was last updated before `time`, and what detectors that are no more left behind, at most `limit`; answers how
   * many.
   */
  deleteUpdatedBefore(time: number, limit: number): Promise<number>
  /** All documents of a detector in order of id, for export and tests. */
  all(detectorId: string): AsyncIterable<Finding>
}

export interface Usage {
  /** Adds events and bytes to what is recorded for the same place, day, source and resource. */
  add(records: readonly UsageRecord[]): Promise<void>
  /** Sums over days `from` to `to` (inclusive), by account, source and resource. */
  sum(query: {
    accountIds: readonly string[]
    region: string
    from: string
    to: string
  }): Promise<Omit<UsageRecord, 'day'>[]>
  /** First day with any usage of an account in a region. */
  firstDay(place: Place): Promise<string | undefined>
  deleteBefore(day: string): Promise<number>
}

export interface PendingObjects {
  /** Answers false when the object is known already, whether pending or done. */
  add(object: Omit<PendingObject, 'sequence'>): Promise<boolean>
  /** Pending ones in order of receipt, those after a sequence; at least one, however large, and then up to the limits. */
  take(limits: { objects: number; bytes: number; after: number }): Promise<PendingObject[]>
  /** Forgets the bytes, keeps the id until `forgetDoneBefore`. */
  markDone(ids: readonly string[], now: number): Promise<void>
  forgetDoneBefore(time: number): Promise<number>
  pending(): Promise<{ objects: number; bytes: number; oldestReceivedAt: number | null }>
}

/** Snapshots of what detection remembers. */
export interface EngineStates {
  write(name: string, snapshot: Uint8Array): Promise<void>
  read(name: string): Promise<Uint8Array | undefined>
  delete(name: string): Promise<void>
}

/** Small secrets of the service itself (page-token key, encrypted access keys), by name. */
export interface Secrets {
  read(name: string): Promise<Uint8Array | undefined>
  write(name: string, value: Uint8Array): Promise<void>
}
