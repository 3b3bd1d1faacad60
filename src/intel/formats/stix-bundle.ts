import type { RawEntry } from '../list-reader.ts'

type StixObject = { type?: unknown; value?: unknown; pattern?: unknown; name?: unknown }

const OBSERVABLES = new Set(['ipv4-addr', 'ipv6-addr', 'domain-name'])
const COMPARISON = /(?:ipv4-addr|ipv6-addr|domain-name):value\s*(?:=|ISSUBSET|IN)\s*(\((?:[^)]*)\)|'(?:[^'\\]|\\.)*')/g
const QUOTED = /'((?:[^'\\]|\\.)*)'/g

/** STIX 2: observables, and the addresses and names compared in indicators' patterns; the indicator's name is the threat name. */
export function* stixBundle(text: string): Generator<RawEntry, void, void> {
  let bundle: { objects?: unknown } | unknown[]
  try {
    bundle = JSON.parse(text)
  } catch (error) {
    yield { line: 0, reason: `not JSON: ${error instanceof Error ? error.message.slice(0, 120) : ''}` }
    return
  }
  const objects = Array.isArray(bundle) ? bundle : Array.isArray(bundle.objects) ? bundle.objects : [bundle]
  for (const object of objects as StixObject[]) {
    if (typeof object !== 'object' || object === null) continue
    const threatName = typeof object.name === 'string' ? object.name : ''
    if (typeof object.type === 'string' && OBSERVABLES.has(object.type) && typeof object.value === 'string') {
      yield { text: object.value, threatName: '', line: 0 }
    }
    if (object.type !== 'indicator' || typeof object.pattern !== 'string') continue
    for (const [, operand] of object.pattern.matchAll(COMPARISON)) {
      for (const [, value] of operand.matchAll(QUOTED))
        yield { text: value.replace(/\\(.)/g, '$1'), threatName, line: 0 }
    }
  }
}
