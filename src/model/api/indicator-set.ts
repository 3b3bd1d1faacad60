import Type from 'typebox'
import { ClientToken, orNull, TagMap } from './constraints.ts'

const Name = Type.String({ minLength: 1, maxLength: 300 })
const Location = Type.String({ minLength: 1, maxLength: 300 })
const Format = Type.Enum(['TXT', 'STIX', 'OTX_CSV', 'ALIEN_VAULT', 'PROOF_POINT', 'FIRE_EYE'])

/** IP sets and threat intel sets are asked for in the same words. */
export const CreateSetBody = Type.Object({
  name: Name,
  format: Format,
  location: Location,
  activate: Type.Boolean(),
  clientToken: Type.Optional(ClientToken),
  tags: Type.Optional(TagMap),
})

export const UpdateSetBody = Type.Object({
  name: Type.Optional(Name),
  location: Type.Optional(Location),
  activate: Type.Optional(Type.Boolean()),
})

export const GetSetOutput = Type.Object({
  name: Type.String(),
  location: Type.String(),
  format: Type.String(),
  status: Type.Enum(['INACTIVE', 'ACTIVATING', 'ACTIVE', 'DEACTIVATING', 'ERROR', 'DELETE_PENDING', 'DELETED']),
  tags: orNull(Type.Record(Type.String(), Type.String())),
})
