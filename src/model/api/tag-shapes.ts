import Type from 'typebox'
import { shape } from './operation-shape.ts'
import * as tag from './tagging.ts'

export const tagOperations = {
  ListTagsForResource: shape({
    method: 'GET',
    path: '/tags/{resourceArn}',
    access: 'read',
    pathMembers: tag.OfResource,
    output: Type.Object({ tags: Type.Record(Type.String(), Type.String()) }),
  }),
  TagResource: shape({
    method: 'POST',
    path: '/tags/{resourceArn}',
    access: 'full',
    pathMembers: tag.OfResource,
    body: tag.TagResourceBody,
    status: 204,
  }),
  UntagResource: shape({
    method: 'DELETE',
    path: '/tags/{resourceArn}',
    access: 'full',
    pathMembers: tag.OfResource,
    query: tag.UntagResourceQuery,
    status: 204,
  }),
} as const
