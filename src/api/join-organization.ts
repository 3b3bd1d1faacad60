import type { Stores } from '../store/ports.ts'
import type { Detector } from '../store/records.ts'
import { enabledDetector, MEMBERS_MAX, REFUSALS } from './memberships.ts'
import type { Organization } from './operation.ts'

interface Joining {
  /** The delegated administrator's detector. */
  administrator: Detector
  accountId: string
  email: string
  organization: Organization
  now: number
  newId: () => string
}

/**
 * Makes an account of the organisation a member of its delegated administrator, at once and without an invitation, with the
 * data sources that the organisation's configuration turns on. Answers why not, where it cannot be.
 */
export async function joinOrganization(stores: Stores, joining: Joining): Promise<string | undefined> {
  const { administrator, accountId, email, organization, now, newId } = joining
  const { region, accountId: administratorId } = administrator
  const place = { accountId, region }
  if (accountId === organization.managementAccount && (await stores.detectors.findByPlace(place)) === undefined) {
    return REFUSALS.organizationFirst
  }
  const association = await stores.memberships.associationOf(place)
  if (association !== undefined && association.administratorId !== administratorId) return REFUSALS.createElsewhere
  if ((await stores.memberships.count({ region, administratorId })) >= MEMBERS_MAX) return REFUSALS.createTooMany
  const detector = await enabledDetector(stores, place, { now, newId })
  const configuration = await stores.organizations.configuration({ accountId: administratorId, region })
  await stores.detectors.update({
    ...detector,
    findingPublishingFrequency: administrator.findingPublishingFrequency,
    dataSources: {
      s3Logs: detector.dataSources.s3Logs || configuration?.s3Logs === true,
      kubernetesAuditLogs: detector.dataSources.kubernetesAuditLogs || configuration?.kubernetesAuditLogs === true,
    },
  })
  await stores.memberships.put({
    region,
    administratorId,
    accountId,
    email,
    status: 'Enabled',
    byOrganization: true,
    invitationId: null,
    invitedAt: null,
    updatedAt: now,
  })
  return undefined
}
