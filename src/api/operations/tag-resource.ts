import { operation } from '../operation.ts'
import { checkTags, taggedArn } from '../tagged-resource.ts'

export const tagResource = operation('TagResource', async ({ resourceArn, tags }, request) => {
  await request.store.transaction(async (stores) => {
    const arn = await taggedArn(resourceArn, request, stores)
    checkTags({ ...(await stores.tags.of(arn)), ...tags })
    await stores.tags.merge(arn, tags)
  })
})
