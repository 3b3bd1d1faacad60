import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type OperationName, operationNames, operations } from '../model/api/operations.ts'
import { type ConstraintCase, constraintCases, type JsonSchema, validSample } from './test-constraints.ts'
import { ACCOUNT, DETECTOR_ID, openBench, REGION } from './test-request.ts'

const ARN = `arn:aws:guardduty:${REGION}:${ACCOUNT}:detector/${DETECTOR_ID}`

/** A value for each pattern of the API. */
const SAMPLES: Readonly<Record<string, string>> = {
  '^[0-9]{12}$': ACCOUNT,
  '^[a-zA-Z0-9._-]+$': 'a.name',
  '^(?!aws:)[a-zA-Z+-=._:/]{1,128}$': 'key',
  '^(?!aws:)[a-zA-Z+-=._:/]+$': 'key',
  '^.*$': 'severity',
  '^arn:[A-Za-z_.-]{1,20}:guardduty:[A-Za-z0-9_/.-]{0,63}:\\d+:detector/[A-Za-z0-9_/.-]{32,264}$': ARN,
  '^([tT][rR][uU][eE]|[fF][aA][lL][sS][eE])$': 'True',
}

const { ask, called } = await openBench()

type Members = Record<string, unknown>

for (const operation of operationNames) {
  const { method, path, pathMembers, query, body } = operations[operation]
  const valid = (schema: unknown) => validSample(schema as JsonSchema, SAMPLES) as Members
  const right = { path: { ...valid(pathMembers), detectorId: DETECTOR_ID }, query: valid(query), body: valid(body) }
  const send = ({ path: inPath, query: inQuery, body: inBody }: { path: Members; query: Members; body: Members }) =>
    ask({
      method,
      url: `${path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(inPath[name])))}?${encodedQuery(inQuery)}`,
      ...(Object.keys(body.properties).length > 0 ? { body: JSON.stringify(inBody) } : {}),
    })

  test(`${operation}: an input that breaks one constraint is refused before anything is done`, async () => {
    const reached = called.length
    const accepted = await send(right)
    assert.equal(accepted.status, operations[operation].status, accepted.body)
    assert.equal(called.length, reached + 1)
    const inBody = constraintCases(body, SAMPLES).map((one) => [one, { ...right, body: one.value as Members }] as const)
    const inQuery = constraintCases(query, SAMPLES)
      .filter(canBeInUrl)
      .map((one) => [one, { ...right, query: one.value as Members }] as const)
    const inPath = constraintCases(pathMembers, SAMPLES)
      .filter((one) => canBeInUrl(one) && one.keyword !== 'required' && one.keyword !== 'minLength')
      .map(
        (one) =>
          [one, { ...right, path: { ...right.path, [one.member]: (one.value as Members)[one.member] } }] as const,
      )
    for (const [constraint, input] of [...inBody, ...inQuery, ...inPath]) {
      const heard = await send(input)
      assert.equal(heard.status, 400, `${constraint.name}: ${heard.body}`)
      assert.equal(heard.errorType, 'BadRequestException', constraint.name)
      assert.equal(heard.message, documented(operation, constraint), constraint.name)
    }
    assert.equal(called.length, reached + 1)
  })
}

test('every constraint of the API is among those that are broken', () => {
  const keywords = operationNames.flatMap((operation) => {
    const { body, query, pathMembers } = operations[operation]
    return [body, query, pathMembers].flatMap((schema) =>
      constraintCases(schema, SAMPLES).map(({ keyword }) => keyword),
    )
  })
  assert.ok(keywords.length > 500)
  const all = [
    'additionalProperties',
    'anyOf',
    'enum',
    'maxItems',
    'maxLength',
    'maxProperties',
    'maximum',
    'minItems',
    'minLength',
    'minimum',
    'pattern',
    'required',
    'type',
  ]
  assert.deepEqual([...new Set(keywords)].toSorted(), all)
})

/** In a URL everything is a text, and a list of one is its item. */
function canBeInUrl({ keyword, value, member }: ConstraintCase): boolean {
  return keyword !== 'type' || typeof (value as Members)[member] === 'string'
}

function encodedQuery(members: Members): string {
  const pairs = Object.entries(members).flatMap(([name, value]) =>
    [value].flat().map((one) => [name, String(one)] as [string, string]),
  )
  return new URLSearchParams(pairs).toString().replaceAll('+', '%20')
}

/** What api-behaviour.md says of such an input, section 2.2 and those of the operations. */
function documented(operation: OperationName, { keyword, member, isNested, value }: ConstraintCase): string {
  const rejected = (why: string) => `The request is rejected because ${why}.`
  const isText = typeof (value as Members)[member] === 'string'
  if (keyword === 'type' && member === 'maxResults' && isText)
    return rejected(`the parameter ${member} has an invalid value`)
  if (keyword === 'type' || keyword === 'anyOf') return UNREADABLE
  // An empty list is not written into a URL at all.
  const isAbsent = keyword === 'required' || (keyword === 'minItems' && member === 'tagKeys')
  if (isAbsent && !isNested) {
    if (operation === 'GetMembers') return OUT_OF_RANGE
    if (operation !== 'CreatePublishingDestination')
      return rejected('required query or path parameters are not specified')
    return `The request failed because no ${member} parameter was included in the request.`
  }
  if (keyword === 'maxItems' && !isNested) {
    if (member === 'findingIds') return rejected('the number of requested finding Ids is out of bounds')
    const max = member === 'tagKeys' ? 200 : member === 'findingStatisticTypes' ? 10 : 50
    return `The request failed because the length provided for the ${member} array was ${max + 1}. Max allowed length is ${max}.`
  }
  return TEXTS[`${keyword} ${member}`] ?? TEXTS[member] ?? rejected(`the parameter ${member} has an invalid value`)
}

const OUT_OF_RANGE =
  'The request is rejected because an invalid or out-of-range value is specified as an input parameter.'
const UNREADABLE = 'The request is rejected because the JSON could not be processed.'
const TEXTS: Readonly<Record<string, string>> = {
  accountIds: OUT_OF_RANGE,
  accountDetails: OUT_OF_RANGE,
  findingIds: OUT_OF_RANGE,
  tags: OUT_OF_RANGE,
  tagKeys: OUT_OF_RANGE,
  resourceArn: OUT_OF_RANGE,
  maxResults: 'The request is rejected because the parameter maxResults is out-of-bounds.',
  nextToken: 'The request is rejected because the parameter nextToken has an invalid value',
  findingCriteria: 'The request was rejected because the parameter findingCriteria has an invalid value.',
  sortCriteria: 'The request was rejected because the parameter sortCriteria has an invalid value.',
  findingStatisticTypes: 'The request is rejected because of invalid finding statistic type is specified.',
  findingTypes: 'The request is rejected because of invalid finding type is specified.',
  'enum findingPublishingFrequency': UNREADABLE,
  'enum destinationType': UNREADABLE,
  'enum feedback': UNREADABLE,
  'enum usageStatisticsType': UNREADABLE,
}
