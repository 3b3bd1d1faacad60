import type { S3Client } from '@aws-sdk/client-s3'
import type { PublishingDestination } from '../store/records.ts'

const TEST_OBJECT = 'picket-permission-test'
const WRITE_TIMEOUT_MS = 30_000

/** Bucket and prefix of a destination's ARN: `arn:aws:s3:::bucket/prefix`; the prefix without slashes at its ends. */
export function placeOfArn(destinationArn: string): { bucket: string; prefix: string } | undefined {
  const match = /^arn:[a-z-]+:s3:::(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(?<prefix>.*))?$/.exec(
    destinationArn,
  )
  const bucket = match?.groups?.['bucket']
  if (bucket === undefined) return undefined
  return { bucket, prefix: (match?.groups?.['prefix'] ?? '').replace(/^\/+|\/+$/g, '') }
}

/** Writes an object as findings will be written; answers what is wrong, in words for the user, or undefined. */
export async function writeTestObject(
  { destinationArn, kmsKeyArn }: Pick<PublishingDestination, 'destinationArn' | 'kmsKeyArn'>,
  s3: () => Promise<S3Client>,
): Promise<string | undefined> {
  const place = placeOfArn(destinationArn)
  if (place === undefined) return 'destinationArn is no ARN of an S3 bucket'
  const { PutObjectCommand } = await import('@aws-sdk/client-s3')
  try {
    const client = await s3()
    await client.send(
      new PutObjectCommand({
        Bucket: place.bucket,
        Key: [place.prefix, TEST_OBJECT].filter((part) => part !== '').join('/'),
        Body: 'written to test the permission to export findings here\n',
        ContentType: 'text/plain',
        ...encryption(kmsKeyArn),
      }),
      { abortSignal: AbortSignal.timeout(WRITE_TIMEOUT_MS) },
    )
    return undefined
  } catch (error) {
    return `writing to ${place.bucket} failed: ${error instanceof Error ? error.name : 'unknown error'}`
  }
}

/** SSE-KMS with the destination's key, as the service demands. */
export function encryption(kmsKeyArn: string | null) {
  return kmsKeyArn === null ? {} : { ServerSideEncryption: 'aws:kms' as const, SSEKMSKeyId: kmsKeyArn }
}
