import type { LogRecord } from '../records/log-record.ts'
import { awsAtWork } from './aws-at-work.ts'
import { betweenTiers } from './between-tiers.ts'
import { clusterRequests } from './cluster-requests.ts'
import { deployments } from './deployments.ts'
import type { Activity, Hour } from './hour.ts'
import { knocking } from './knocking.ts'
import { nameLookups } from './name-lookups.ts'
import { administration, outbound } from './outbound.ts'
import { peopleAtWork } from './people-at-work.ts'
import { programsAtWork } from './programs-at-work.ts'
import { quietMinutes } from './quiet-minutes.ts'
import { visitors } from './visitors.ts'

const ACTIVITIES: Record<string, Activity> = {
  visitors,
  betweenTiers,
  outbound,
  administration,
  knocking,
  quietMinutes,
  nameLookups,
  peopleAtWork,
  awsAtWork,
  programsAtWork,
  clusterRequests,
  deployments,
}

/** Everything ordinary that happens in an hour; each activity draws from a stream of its own. */
export function ordinaryHour(hour: Hour): LogRecord[] {
  const records: LogRecord[] = []
  for (const [name, activity] of Object.entries(ACTIVITIES)) {
    for (const record of activity({ ...hour, random: hour.random.fork(name) })) records.push(record)
  }
  return records
}
