import type { NormalCriteria } from '../../aggregate/criteria/normal-criteria.ts'
import { archiveCriteria } from '../../api/archive-filters.ts'
import type { FindingTypeEntry } from '../../model/catalogue/index.ts'
import type { Stores } from '../../store/ports.ts'
import type { Detector, IndicatorSet } from '../../store/records.ts'
import type { Config } from '../config/schema.ts'
import type { MeteredSource } from '../meter.ts'

/** What one account and region is watched with. */
export interface Monitored {
  detector: Detector
  /** Of its ARCHIVE filters, by rank. */
  archives: readonly NormalCriteria[]
  /** Trusted and threat lists in force: its own, or its administrator's. */
  sets: readonly IndicatorSet[]
}

/** Which accounts are watched, by whose lists, and who may deliver whose logs: as the store says at one moment. */
export class MonitoringPlan {
  /** Of all detectors, those too that are not watching now. */
  readonly detectorIds: ReadonlySet<string>
  readonly #monitored: ReadonlyMap<string, Monitored>
  readonly #administrators: ReadonlyMap<string, string>
  readonly #organization: Config['organization']
  readonly #organizationMembers: ReadonlySet<string>

  constructor(
    detectorIds: ReadonlySet<string>,
    monitored: ReadonlyMap<string, Monitored>,
    administrators: ReadonlyMap<string, string>,
    { organization, accounts }: Pick<Config, 'organization' | 'accounts'>,
  ) {
    this.detectorIds = detectorIds
    this.#monitored = monitored
    this.#administrators = administrators
    this.#organization = organization
    this.#organizationMembers = new Set(
      accounts.filter((account) => account.organizationMember === true).map((account) => account.id),
    )
  }

  /** Undefined where no detector is enabled. */
  of(accountId: string, region: string): Monitored | undefined {
    return this.#monitored.get(placeKey(accountId, region))
  }

  all(): Iterable<Monitored> {
    return this.#monitored.values()
  }

  /** An account delivers its own logs and its members'; an organisation's management account those of the organisation. */
  mayDeliver(delivererId: string, accountId: string, region: string): boolean {
    if (delivererId === accountId) return true
    if (this.#administrators.get(placeKey(accountId, region)) === delivererId) return true
    return this.#organization?.managementAccount === delivererId && this.#organizationMembers.has(accountId)
  }

  static async load(stores: Stores, config: Pick<Config, 'organization' | 'accounts'>): Promise<MonitoringPlan> {
    const detectors = await stores.detectors.all()
    const byPlace = new Map(detectors.map((detector) => [placeKey(detector.accountId, detector.region), detector]))
    const monitored = new Map<string, Monitored>()
    const administrators = new Map<string, string>()
    for (const [place, detector] of byPlace) {
      const membership = await stores.memberships.associationOf(detector)
      if (membership !== undefined) administrators.set(place, membership.administratorId)
      if (!detector.enabled || membership?.status === 'Disabled') continue
      const administrator =
        membership === undefined ? undefined : byPlace.get(placeKey(membership.administratorId, detector.region))
      monitored.set(place, {
        detector,
        archives: await archiveCriteria(stores, detector.id),
        sets: await activeSets(stores, (administrator ?? detector).id),
      })
    }
    const detectorIds = new Set(detectors.map(({ id }) => id))
    return new MonitoringPlan(detectorIds, monitored, administrators, config)
  }
}

/** Whether a detector's data sources let a type of finding be. */
export function isSourceOn({ dataSources }: Detector, source: FindingTypeEntry['dataSource'] | MeteredSource): boolean {
  if (source === 'S3_LOGS') return dataSources.s3Logs
  return source !== 'KUBERNETES_AUDIT_LOGS' || dataSources.kubernetesAuditLogs
}

async function activeSets(stores: Stores, detectorId: string): Promise<IndicatorSet[]> {
  const sets = [
    ...(await stores.indicatorSets.list(detectorId, 'ipset')),
    ...(await stores.indicatorSets.list(detectorId, 'threatintelset')),
  ]
  return sets.filter((set) => set.status === 'ACTIVE')
}

function placeKey(accountId: string, region: string): string {
  return `${accountId} ${region}`
}
