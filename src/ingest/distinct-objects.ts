import { createHash } from 'node:crypto'
import type { LogObject } from './log-object.ts'
import { readObject } from './read-object.ts'

/**
 * Leaves out objects with the same content as an earlier one, whatever their names: a log delivered twice counts once.
 * Only objects of the same size are read for this.
 */
export async function distinctObjects(objects: readonly LogObject[]): Promise<LogObject[]> {
  const bySize = Map.groupBy(objects, (object) => object.sizeBytes)
  const repeated = new Set<LogObject>()
  for (const [sizeBytes, same] of bySize) {
    if (same.length < 2 || sizeBytes === 0) continue
    const seen = new Set<string>()
    for (const object of same) {
      const content = await identityOf(object)
      if (seen.has(content)) repeated.add(object)
      seen.add(content)
    }
  }
  return objects.filter((object) => !repeated.has(object))
}

async function identityOf(object: LogObject): Promise<string> {
  if (object.kind === 's3') return object.etag
  const digest = createHash('sha256')
  for await (const chunk of readObject(object)) digest.update(chunk)
  return digest.digest('hex')
}
