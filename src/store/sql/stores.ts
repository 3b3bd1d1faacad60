import type { Stores } from '../ports.ts'
import type { Access } from './access.ts'
import { destinations } from './destinations.ts'
import { detectors } from './detectors.ts'
import { engineStates } from './engine-states.ts'
import { filters } from './filters.ts'
import { findings } from './findings/findings.ts'
import { idempotency } from './idempotency.ts'
import { indicatorSets } from './indicator-sets.ts'
import { invitations } from './invitations.ts'
import { memberships } from './memberships.ts'
import { organizations } from './organizations.ts'
import { pendingObjects } from './pending-objects.ts'
import { secrets } from './secrets.ts'
import { tags } from './tags.ts'
import { usage } from './usage.ts'

/** All ports over one access to a database. */
export function storesOver(access: Access): Stores {
  return {
    detectors: detectors(access),
    filters: filters(access),
    indicatorSets: indicatorSets(access),
    destinations: destinations(access),
    memberships: memberships(access),
    invitations: invitations(access),
    organizations: organizations(access),
    tags: tags(access),
    idempotency: idempotency(access),
    findings: findings(access),
    usage: usage(access),
    pendingObjects: pendingObjects(access),
    engineStates: engineStates(access),
    secrets: secrets(access),
  }
}
