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
 * The headers of every answer, those of a preflight among them (api-behaviour.md sections 1.2 and 1.3). `requestId` is a UUID; the
 * other ids of the answer are made of it.
 */
export function responseHeaders(requestId: string, errorType?: string): Record<string, string> {
  const digits = requestId.replaceAll('-', '')
  return {
    'Content-Type': 'application/json',
    'x-amzn-RequestId': requestId,
    'x-amz-apigw-id': Buffer.from(digits.slice(0, 22), 'hex').toString('base64'),
    ...(errorType === undefined ? {} : { 'x-amzn-ErrorType': errorType }),
    'X-Amzn-Trace-Id': `Root=1-${digits.slice(0, 8)}-${digits.slice(8)};Sampled=0`,
    ...CROSS_ORIGIN,
  }
}
