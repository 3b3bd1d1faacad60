const CROSS_ORIGIN = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET,POST,DELETE,OPTIONS',
  'Access-Control-Allow-Headers':
    'Content-Type,X-Amz-Date,Authorization,X-Api-Key,X-Amz-Security-Token,X-Amz-Content-Sha256,X-Amz-User-Agent,*,Date,X-Amz-Target,x-amzn-platform-id,x-amzn-trace-id',
  'Access-Control-Expose-Headers':
    'x-amzn-ErrorType,x-amzn-requestid,x-amzn-errormessage,x-amzn-trace-id,x-amz-apigw-id,Date',
  'Access-Control-Max-Age': '86400',
}

/**
 * The headers of every answer, that to a browser's preflight among them (api-behaviour.md sections 1.2 and 1.3). `requestId` is a
 * UUID; the other ids of the answer are made of it.
 */
export function responseHeaders(requestId: string, now: number, errorType?: string): Record<string, string> {
  const digits = requestId.replaceAll('-', '')
  const seconds = Math.floor(now / 1000)
  return {
    'Content-Type': 'application/json',
    'x-amzn-RequestId': requestId,
    'x-amz-apigw-id': Buffer.from(digits.slice(0, 22), 'hex').toString('base64'),
    ...(errorType === undefined ? {} : { 'x-amzn-ErrorType': errorType }),
    'X-Amzn-Trace-Id': `Root=1-${seconds.toString(16).padStart(8, '0')}-${digits.slice(0, 24)};Sampled=0`,
    ...CROSS_ORIGIN,
  }
}
