import { memberDocument } from '../memberships.ts'
import { operation } from '../operation.ts'
import { PAGE_ITEMS_DEFAULT } from '../page.ts'

/** By account id; only live relationships, unless `onlyAssociated` is false. */
export const listMembers = operation('ListMembers', async (input, { detector, store, pageTokens }) => {
  const { maxResults = PAGE_ITEMS_DEFAULT, nextToken, onlyAssociated = 'true' } = input
  const after = nextToken === undefined || nextToken === '' ? undefined : pageTokens.read(nextToken)
  const page = await store.memberships.list({
    region: detector.region,
    administratorId: detector.accountId,
    associated: onlyAssociated.toLowerCase() !== 'false',
    limit: maxResults + 1,
    ...(after === undefined ? {} : { after }),
  })
  const shown = page.slice(0, maxResults)
  const last = shown.at(-1)
  return {
    members: await Promise.all(shown.map((membership) => memberDocument(store, membership))),
    nextToken: page.length > maxResults && last !== undefined ? pageTokens.write(last.accountId) : undefined,
  }
})
