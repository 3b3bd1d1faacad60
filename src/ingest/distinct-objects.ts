import { createHash } from 'node:crypto'
import type { LogObject } from './log-object.ts'
import { readObject } from './read-object.ts'

/** Signals and timers get their turn after this many bytes. */
const TURN_BYTES = 1 << 20

/**
 * Leaves out objects with the same content as an earlier one, whatever their names: a log delivered twice counts once.
 * Only objects of the same size are read for this, and whole only those that begin alike. Throws `UnreadablePath`, or
 * the signal's reason.
 */
export async function distinctObjects(objects: readonly LogObject[], signal: AbortSignal): Promise<LogObject[]> {
  const repeated = new Set<LogObject>()
  for (const sameSize of groupsOf(objects, (object) => `${object.sizeBytes}`)) {
    if (sameSize[0]?.sizeBytes === 0) continue
    for (const alike of await groupsByReading(sameSize, (object) => beginningOf(object))) {
      for (const [, ...again] of await groupsByReading(alike, (object) => contentOf(object, signal))) {
        for (const object of again) repeated.add(object)
      }
    }
  }
  return objects.filter((object) => !repeated.has(object))
}

/** Objects with the same key, where there are several, in their order. */
function groupsOf(objects: readonly LogObject[], keyOf: (object: LogObject) => string): LogObject[][] {
  return [...Map.groupBy(objects, keyOf).values()].filter((group) => group.length > 1)
}

async function groupsByReading(
  objects: readonly LogObject[],
  keyOf: (object: LogObject) => Promise<string>,
): Promise<LogObject[][]> {
  const keys = new Map<LogObject, string>()
  for (const object of objects) keys.set(object, await keyOf(object))
  return groupsOf(objects, (object) => keys.get(object) ?? '')
}

/** The digest of the first bytes. */
async function beginningOf(object: LogObject): Promise<string> {
  if (object.kind === 's3') return object.etag
  for await (const chunk of readObject(object)) return createHash('sha256').update(chunk).digest('hex')
  return ''
}

async function contentOf(object: LogObject, signal: AbortSignal): Promise<string> {
  if (object.kind === 's3') return object.etag
  const digest = createHash('sha256')
  let sinceTurn = 0
  for await (const chunk of readObject(object)) {
    digest.update(chunk)
    sinceTurn += chunk.length
    if (sinceTurn < TURN_BYTES) continue
    sinceTurn = 0
    await new Promise((resolve) => setImmediate(resolve))
    signal.throwIfAborted()
  }
  return digest.digest('hex')
}
