import { operation } from '../operation.ts'
import { taggedArn } from '../tagged-resource.ts'

export const listTagsForResource = operation('ListTagsForResource', async ({ resourceArn }, request) => ({
  tags: await request.store.tags.of(await taggedArn(resourceArn, request, request.store)),
}))
