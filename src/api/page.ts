import type { PageRequest } from '../store/ports.ts'
import type { OperationRequest } from './operation.ts'
import type { PageTokens } from './page-token.ts'

/** Items on a page when the client names no number (api-behaviour.md section 1.5). */
export const PAGE_ITEMS_DEFAULT = 50

interface PageInput {
  maxResults?: number
  nextToken?: string
}

/** One page of a list that is held whole; the token names the last item given and its place, so that changes between pages do no harm. */
export function pageOf<Item>(
  all: readonly Item[],
  keyOf: (item: Item) => string,
  { maxResults = PAGE_ITEMS_DEFAULT, nextToken }: PageInput,
  { pageTokens }: OperationRequest,
): { items: Item[]; nextToken: string | undefined } {
  const after = positionOf(nextToken, pageTokens)
  const start = after === undefined ? 0 : startAfter(all.map(keyOf), after)
  const items = all.slice(start, start + maxResults)
  const last = items.at(-1)
  const isEnd = last === undefined || start + items.length >= all.length
  return { items, nextToken: isEnd ? undefined : pageTokens.write(`${start + items.length} ${keyOf(last)}`) }
}

/** One page of a list that the store gives in pages, by the key of its items. */
export async function pageBy<Item>(
  { maxResults = PAGE_ITEMS_DEFAULT, nextToken }: PageInput,
  { pageTokens }: OperationRequest,
  read: (page: PageRequest) => Promise<Item[]>,
  keyOf: (item: Item) => string,
): Promise<{ items: Item[]; nextToken: string | undefined }> {
  const after = positionOf(nextToken, pageTokens)
  // One more than is shown tells whether there is another page.
  const found = await read({ limit: maxResults + 1, ...(after === undefined ? {} : { after }) })
  const items = found.slice(0, maxResults)
  const last = items.at(-1)
  const isEnd = last === undefined || found.length <= maxResults
  return { items, nextToken: isEnd ? undefined : pageTokens.write(keyOf(last)) }
}

/** Where a token says that its page begins; an empty one, which ends a list, counts as none. */
export function positionOf(nextToken: string | undefined, pageTokens: PageTokens): string | undefined {
  return nextToken === undefined || nextToken === '' ? undefined : pageTokens.read(nextToken)
}

/** After the item that the token names; where that is gone, at the place it had. */
function startAfter(keys: readonly string[], token: string): number {
  const space = token.indexOf(' ')
  const index = keys.indexOf(token.slice(space + 1))
  return index < 0 ? Math.max(0, Number(token.slice(0, space)) - 1) : index + 1
}
