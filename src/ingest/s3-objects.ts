import type { Readable } from 'node:stream'
import type { S3Client } from '@aws-sdk/client-s3'
import { type LogObject, UnreadablePath } from './log-object.ts'
import { createS3Client } from './s3-client.ts'

type S3Object = Extract<LogObject, { kind: 's3' }>

/** Objects under `s3://bucket/prefix`, by the AWS variables and profiles of the environment. */
export async function listS3Objects(url: string): Promise<S3Object[]> {
  const [bucket, ...rest] = url.slice('s3://'.length).split('/')
  if (bucket === '') throw new UnreadablePath(`${url} names no bucket: write s3://bucket/prefix`)
  const prefix = rest.join('/')
  const { paginateListObjectsV2 } = await import('@aws-sdk/client-s3')
  const objects: S3Object[] = []
  try {
    for await (const page of paginateListObjectsV2({ client: await s3Client() }, { Bucket: bucket, Prefix: prefix })) {
      for (const { Key: key = '', ETag: etag = '', Size: sizeBytes = 0 } of page.Contents ?? []) {
        if (key === '' || key.endsWith('/')) continue
        objects.push({ kind: 's3', bucket, key, etag, name: `s3://${bucket}/${key}`, sizeBytes })
      }
    }
  } catch (error) {
    throw new UnreadablePath(`cannot list ${url}: ${error instanceof Error ? error.message : String(error)}`)
  }
  return objects
}

export async function* readS3Object({ bucket, key, name }: S3Object): AsyncGenerator<Uint8Array, void, void> {
  const { GetObjectCommand } = await import('@aws-sdk/client-s3')
  try {
    const { Body: body } = await (await s3Client()).send(new GetObjectCommand({ Bucket: bucket, Key: key }))
    if (body !== undefined) for await (const chunk of body as Readable) yield chunk as Uint8Array
  } catch (error) {
    throw new UnreadablePath(`cannot read ${name}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

let client: S3Client | undefined

async function s3Client(): Promise<S3Client> {
  const endpoint = process.env['PICKET_S3_ENDPOINT']
  client ??= await createS3Client(endpoint === undefined || endpoint === '' ? {} : { endpoint })
  return client
}
