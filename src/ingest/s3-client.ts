import type { S3Client } from '@aws-sdk/client-s3'

/** Another server than AWS's, and how it wants to be spoken to. Credentials are those of the standard AWS variables and files. */
export interface S3Settings {
  endpoint?: string
  region?: string
  pathStyle?: boolean
}

/** Loads the SDK on first use: it is large, and most runs read files. Checksums only where S3 demands them, for other servers' sake. */
export async function createS3Client({ endpoint, region, pathStyle }: S3Settings): Promise<S3Client> {
  const { S3Client } = await import('@aws-sdk/client-s3')
  return new S3Client({
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(region === undefined ? {} : { region }),
    ...((pathStyle ?? endpoint !== undefined) ? { forcePathStyle: true } : {}),
  })
}
