import Type from 'typebox'
import { ClientToken, orNull, TagMap } from './constraints.ts'
import { FindingCriteria } from './finding-criteria.ts'

export const FilterName = Type.String({ minLength: 3, maxLength: 64, pattern: '^[a-zA-Z0-9._-]+$' })
const Description = Type.String({ minLength: 0, maxLength: 512 })
const Rank = Type.Integer({ minimum: 1, maximum: 100 })
const FilterAction = Type.Enum(['NOOP', 'ARCHIVE'])

export const CreateFilterBody = Type.Object({
  name: FilterName,
  description: Type.Optional(Description),
  action: Type.Optional(FilterAction),
  rank: Type.Optional(Rank),
  findingCriteria: FindingCriteria,
  clientToken: Type.Optional(ClientToken),
  tags: Type.Optional(TagMap),
})

export const UpdateFilterBody = Type.Object({
  description: Type.Optional(Description),
  action: Type.Optional(FilterAction),
  rank: Type.Optional(Rank),
  findingCriteria: Type.Optional(FindingCriteria),
})

export const GetFilterOutput = Type.Object({
  name: Type.String(),
  description: orNull(Type.String()),
  findingCriteria: FindingCriteria,
  rank: Type.Integer(),
  action: FilterAction,
  tags: orNull(Type.Record(Type.String(), Type.String())),
})
