import { closeSync, openSync, readSync } from 'node:fs'
import { reasonOf } from './list-objects.ts'
import { type LogObject, UnreadablePath } from './log-object.ts'
import { readS3Object } from './s3-objects.ts'

const CHUNK_BYTES = 256 << 10

/** The bytes of an object in order. A chunk is valid until the next one is asked for. Throws `UnreadablePath`. */
export async function* readObject(object: LogObject): AsyncGenerator<Uint8Array, void, void> {
  switch (object.kind) {
    case 'file':
      yield* readFileChunks(object.path)
      break
    case 's3':
      yield* readS3Object(object)
      break
    case 'delivered':
      yield* chunksOf(object.bytes)
      break
    case 'stdin':
      for await (const chunk of process.stdin) yield chunk as Uint8Array
      break
  }
}

function* chunksOf(bytes: Uint8Array): Generator<Uint8Array, void, void> {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES)
}

function* readFileChunks(path: string): Generator<Uint8Array, void, void> {
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES)
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (error) {
    throw new UnreadablePath(`cannot read ${path}: ${reasonOf(error)}`)
  }
  try {
    for (;;) {
      const bytes = readSync(file, buffer)
      if (bytes === 0) return
      yield buffer.subarray(0, bytes)
    }
  } catch (error) {
    throw new UnreadablePath(`cannot read ${path}: ${reasonOf(error)}`)
  } finally {
    closeSync(file)
  }
}
