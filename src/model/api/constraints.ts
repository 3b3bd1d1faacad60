import Type, { type TObject, type TProperties } from 'typebox'

/** Unknown members of a request are ignored: newer clients send some that this version of the API has no word for. */
export const DetectorId = Type.String({ minLength: 1, maxLength: 300 })
export const AccountId = Type.String({ minLength: 12, maxLength: 12, pattern: '^[0-9]{12}$' })
export const AccountIds = Type.Array(AccountId, { minItems: 1, maxItems: 50 })
export const ClientToken = Type.String({ minLength: 0, maxLength: 64 })
export const Email = Type.String({ minLength: 1, maxLength: 64 })
export const FindingIds = Type.Array(Type.String({ minLength: 1, maxLength: 300 }), { minItems: 0, maxItems: 50 })
export const TagKey = Type.String({ minLength: 1, maxLength: 128, pattern: '^(?!aws:)[a-zA-Z+-=._:/]+$' })
/** A record takes its keys' length and pattern from one expression, and other keys only where that is not said to be wrong. */
export const TagMap = Type.Record(
  Type.String({ pattern: '^(?!aws:)[a-zA-Z+-=._:/]{1,128}$' }),
  Type.String({ maxLength: 256 }),
  { maxProperties: 200, additionalProperties: false },
)
export const MaxResults = Type.Integer({ minimum: 1, maximum: 50 })
export const NextToken = Type.String({ maxLength: 8192 })
export const UnprocessedAccounts = Type.Array(
  Type.Object({ accountId: AccountId, result: Type.String({ minLength: 1 }) }),
  { maxItems: 50 },
)
export const OrderBy = Type.Enum(['ASC', 'DESC'])
export const Enabled = Type.Enum(['ENABLED', 'DISABLED'])

export const Nothing = Type.Object({})

/** A member of a response that may be printed as null, or left out. */
export const orNull = <Schema extends Parameters<typeof Type.Optional>[0]>(schema: Schema) =>
  Type.Optional(Type.Union([schema, Type.Null()]))

/** A response that lists something, and where its next page begins. */
export const paged = <Properties extends TProperties>(properties: Properties): TObject<Properties> =>
  Type.Object({ ...properties, nextToken: orNull(Type.String()) }) as unknown as TObject<Properties>
