import { linesOf } from '../lines.ts'
import type { RawEntry } from '../list-reader.ts'

/** ALIEN_VAULT: address#reliability#risk#activity#country#city#lat,lon#type. */
export function* alienVault(text: string): Generator<RawEntry, void, void> {
  for (const [content, line] of linesOf(text)) {
    if (content.startsWith('#')) continue
    const [address = '', , , activity = ''] = content.split('#')
    yield { text: address.trim(), threatName: activity, line }
  }
}
