import { operation } from '../operation.ts'
import { taggedArn } from '../tagged-resource.ts'

/** Keys that are not there are no error. */
export const untagResource = operation('UntagResource', async ({ resourceArn, tagKeys }, request) => {
  await request.store.transaction(async (stores) => {
    await stores.tags.remove(await taggedArn(resourceArn, request, stores), tagKeys)
  })
})
