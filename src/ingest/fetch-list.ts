import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import type { S3Client } from '@aws-sdk/client-s3'
import { type ListLocation, LocationRefused } from './list-location.ts'

/** GuardDuty's limit for a list file. */
export const LIST_FILE_BYTES_MAX = 35 << 20
const FETCH_TIMEOUT_MS = 60_000

/**
 * The bytes of a list file. Throws `LocationRefused` with the reason: not there, not allowed, too large. Redirects are not
 * followed, since they might lead where the configuration does not allow.
 */
export async function fetchList(location: ListLocation, s3: () => Promise<S3Client>): Promise<Uint8Array> {
  switch (location.kind) {
    case 's3':
      return fetchObject(location, await s3())
    case 'https':
      return fetchWeb(location.url)
    case 'file':
      return gather(createReadStream(location.path)).catch((error: unknown) => {
        throw error instanceof LocationRefused ? error : new LocationRefused('the file could not be read')
      })
  }
}

async function fetchObject({ bucket, key }: { bucket: string; key: string }, s3: S3Client): Promise<Uint8Array> {
  const { GetObjectCommand } = await import('@aws-sdk/client-s3')
  try {
    const { Body: body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }), {
      abortSignal: AbortSignal.timeout(FETCH_TIMEOUT_MS),
    })
    return body === undefined ? new Uint8Array(0) : await gather(body as Readable)
  } catch (error) {
    if (error instanceof LocationRefused) throw error
    throw new LocationRefused(`S3 did not give the object: ${error instanceof Error ? error.name : 'unknown error'}`)
  }
}

async function fetchWeb(url: URL): Promise<Uint8Array> {
  let response: Response
  try {
    response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) })
  } catch {
    throw new LocationRefused(`${url.hostname} did not answer`)
  }
  if (!response.ok || response.body === null) throw new LocationRefused(`${url.hostname} answered ${response.status}`)
  return gather(response.body)
}

async function gather(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of stream) {
    bytes += chunk.length
    if (bytes > LIST_FILE_BYTES_MAX)
      throw new LocationRefused(`the file is larger than ${LIST_FILE_BYTES_MAX >> 20} MiB`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, bytes)
}
