/**
 * An error as clients see it: HTTP status, the type in the header `x-amzn-ErrorType`, and a body whose `__type` differs from
 * the header's (api-behaviour.md section 1.2). Texts are the service's.
 */
export class WireError extends Error {
  readonly status: number
  /** For the header. */
  readonly errorType: string
  /** For the body. */
  readonly bodyType: string

  constructor(status: number, errorType: string, bodyType: string, message: string) {
    super(message)
    this.status = status
    this.errorType = errorType
    this.bodyType = bodyType
  }
}

const badRequest = (bodyType: string, message: string) => new WireError(400, 'BadRequestException', bodyType, message)

export const invalidInput = (message: string) => badRequest('InvalidInputException', message)

/** The service's answer to nearly anything invalid, and to callers that an operation is not for. */
export const outOfRange = () =>
  invalidInput('The request is rejected because an invalid or out-of-range value is specified as an input parameter.')

export const missingParameters = () =>
  invalidInput('The request is rejected because required query or path parameters are not specified.')

/** The repeated article is the service's own; clients match it. */
export const invalidParameters = () =>
  invalidInput('The request is rejected because the one or more input parameters have invalid values.')

export const invalidParameter = (name: string) =>
  invalidInput(`The request is rejected because the parameter ${name} has an invalid value.`)

export const outOfBounds = (name: string) =>
  invalidInput(`The request is rejected because the parameter ${name} is out-of-bounds.`)

export const tooManyItems = (name: string, length: number, max: number) =>
  invalidInput(
    `The request failed because the length provided for the ${name} array was ${length}. Max allowed length is ${max}.`,
  )

export const tooManyFindingIds = () =>
  invalidInput('The request is rejected because the number of requested finding Ids is out of bounds.')

export const invalidStatisticType = () =>
  invalidInput('The request is rejected because of invalid finding statistic type is specified.')

export const invalidCriteria = () =>
  invalidInput('The request was rejected because the parameter findingCriteria has an invalid value.')

export const invalidSortCriteria = () =>
  invalidInput('The request was rejected because the parameter sortCriteria has an invalid value.')

export const invalidNextToken = () =>
  invalidInput('The request is rejected because the parameter nextToken has an invalid value')

export const notOwned = () =>
  invalidInput('The request is rejected because the input detectorId is not owned by the current account.')

export const noSuchResource = () =>
  badRequest('NoSuchEntityException', 'The request is rejected since no such resource found.')

export const entityExists = (message: string) => badRequest('EntityAlreadyExistsException', message)

export const limitExceeded = (
  message = 'The request is rejected because it’s an attempt to create resources beyond the current AWS account limits.',
) => badRequest('LimitExceededException', message)

export const malformedJson = () => invalidInput('The request is rejected because the JSON could not be processed.')

/** The caller's relation to other accounts forbids the operation. */
export const accessDenied = () =>
  badRequest('AccessDeniedException', 'The request is rejected because the caller is not authorized to call this API.')

/** The caller's key forbids the operation. */
export const notPermitted = (accountId: string, region: string, operation: string) =>
  new WireError(
    403,
    'AccessDeniedException',
    'AccessDeniedException',
    `User: arn:aws:iam::${accountId}:root is not authorized to perform: guardduty:${operation} on resource: arn:aws:guardduty:${region}:${accountId}:detector/*`,
  )

export const unknownRoute = () =>
  new WireError(
    403,
    'MissingAuthenticationTokenException',
    'MissingAuthenticationTokenException',
    'Missing Authentication Token',
  )

export const tooLarge = () =>
  new WireError(413, 'RequestEntityTooLargeException', 'RequestEntityTooLargeException', 'Request Too Long')

export const internalError = () =>
  new WireError(500, 'InternalServerErrorException', 'InternalException', 'Internal server error.')

/** A request that is not signed, or not rightly; `type` says how. */
export const signatureError = (type: string, message: string) => new WireError(403, type, type, message)
