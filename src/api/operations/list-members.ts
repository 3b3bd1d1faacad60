import { memberDocument } from '../memberships.ts'
import { operation } from '../operation.ts'
import { pageBy } from '../page.ts'

/** By account id; only live relationships, unless `onlyAssociated` is false. */
export const listMembers = operation('ListMembers', async (input, request) => {
  const { store, detector } = request
  const associated = input.onlyAssociated?.toLowerCase() !== 'false'
  const { region, accountId: administratorId } = detector
  const { items, nextToken } = await pageBy(
    input,
    request,
    (page) => store.memberships.list({ region, administratorId, associated, ...page }),
    ({ accountId }) => accountId,
  )
  return { members: await Promise.all(items.map((membership) => memberDocument(store, membership))), nextToken }
})
