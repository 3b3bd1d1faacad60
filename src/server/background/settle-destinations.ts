import type { S3Client } from '@aws-sdk/client-s3'
import { writeTestObject } from '../../publish/s3-destination.ts'
import type { Clock } from '../../std/clock.ts'
import type { Store } from '../../store/ports.ts'
import type { PublishingDestination } from '../../store/records.ts'

export interface DestinationSettling {
  store: Store
  s3: () => Promise<S3Client>
  clock: Clock
}

/** Tests every destination that awaits it with a real write. Answers how many it settled. */
export async function settleDestinations(settling: DestinationSettling): Promise<number> {
  const { store, s3 } = settling
  let settled = 0
  for (const { id } of await store.detectors.all()) {
    for (const destination of await store.destinations.list(id)) {
      if (destination.status !== 'PENDING_VERIFICATION') continue
      const problem = await writeTestObject(destination, s3)
      await finish(destination, problem, settling)
      settled++
    }
  }
  return settled
}

/** Unless the destination was changed meanwhile: then that change is what has to be tested. */
async function finish(
  before: PublishingDestination,
  problem: string | undefined,
  { store, clock }: DestinationSettling,
) {
  await store.transaction(async (stores) => {
    const now = await stores.destinations.find(before.detectorId, before.id)
    if (now === undefined || now.destinationArn !== before.destinationArn || now.kmsKeyArn !== before.kmsKeyArn) return
    await stores.destinations.update(
      problem === undefined
        ? { ...now, status: 'PUBLISHING', failureStartedAt: 0, reason: null }
        : {
            ...now,
            status: 'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY',
            failureStartedAt: now.failureStartedAt || clock(),
            reason: problem,
          },
    )
  })
}
