import Type from 'typebox'
import { TagKey, TagMap } from './constraints.ts'

export const OfResource = Type.Object({
  resourceArn: Type.String({
    pattern: '^arn:[A-Za-z_.-]{1,20}:guardduty:[A-Za-z0-9_/.-]{0,63}:\\d+:detector/[A-Za-z0-9_/.-]{32,264}$',
  }),
})
export const TagResourceBody = Type.Object({ tags: TagMap })
export const UntagResourceQuery = Type.Object({ tagKeys: Type.Array(TagKey, { minItems: 1, maxItems: 200 }) })
