/** What a call on S3 objects serves to do. A type `UnauthorizedAccess:S3/…` is about every call outside `Discovery`. */
export type S3ApiGroup = 'Discovery' | 'Exfiltration' | 'Impact'

/** The group of an S3 data event's name; undefined for names that no group claims. */
export const s3ApiGroup = (eventName: string): S3ApiGroup | undefined => groups.get(eventName)

const members: Record<S3ApiGroup, readonly string[]> = {
  Discovery: [
    'GetObjectAcl',
    'GetObjectAttributes',
    'GetObjectLegalHold',
    'GetObjectRetention',
    'GetObjectTagging',
    'HeadBucket',
    'HeadObject',
    'ListMultipartUploads',
    'ListObjectVersions',
    'ListObjects',
    'ListObjectsV2',
    'ListParts',
  ],
  // A copy reads its source: the bucket that the event is about.
  Exfiltration: ['CopyObject', 'GetObject', 'GetObjectTorrent', 'SelectObjectContent', 'UploadPartCopy'],
  Impact: [
    'AbortMultipartUpload',
    'CompleteMultipartUpload',
    'CreateMultipartUpload',
    'DeleteObject',
    'DeleteObjectTagging',
    'DeleteObjects',
    'PutObject',
    'PutObjectAcl',
    'PutObjectLegalHold',
    'PutObjectRetention',
    'PutObjectTagging',
    'RestoreObject',
    'UploadPart',
  ],
}

const groups: ReadonlyMap<string, S3ApiGroup> = new Map([
  ...members.Discovery.map((name) => [name, 'Discovery'] as const),
  ...members.Exfiltration.map((name) => [name, 'Exfiltration'] as const),
  ...members.Impact.map((name) => [name, 'Impact'] as const),
])
