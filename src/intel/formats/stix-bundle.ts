import type { RawEntry } from '../list-reader.ts'

type StixObject = { type?: unknown; value?: unknown; pattern?: unknown; name?: unknown; revoked?: unknown }

const OBSERVABLES = new Set(['ipv4-addr', 'ipv6-addr', 'domain-name'])
const COMPARISON =
  /(?:ipv4-addr:value|ipv6-addr:value|domain-name:value|network-traffic:(?:src|dst)_ref\.value)\s*(?:=|ISSUBSET|IN)\s*(\((?:[^)'\\]|'(?:[^'\\]|\\.)*')*\)|'(?:[^'\\]|\\.)*')/g
const QUOTED = /'((?:[^'\\]|\\.)*)'/g

/** STIX 2: observables, and the addresses and names compared in indicators' patterns; the indicator's name is the threat name. */
export function* stixBundle(text: string): Generator<RawEntry, void, void> {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch (error) {
    yield { line: 0, reason: `not JSON: ${error instanceof Error ? error.message.slice(0, 120) : ''}` }
    return
  }
  let isEmpty = true
  for (const object of objectsOf(document)) {
    for (const entry of entriesOf(object)) {
      isEmpty = false
      yield entry
    }
  }
  if (isEmpty) yield { line: 0, reason: 'no STIX address, domain name or indicator is in it' }
}

/** The objects of a bundle, of an array of objects or bundles, or one object by itself. */
function objectsOf(document: unknown): StixObject[] {
  const all = Array.isArray(document) ? document : [document]
  return all.flatMap((one) => {
    if (typeof one !== 'object' || one === null) return []
    return 'objects' in one && Array.isArray(one.objects) ? one.objects.filter(isObject) : [one]
  })
}

function isObject(value: unknown): value is StixObject {
  return typeof value === 'object' && value !== null
}

function* entriesOf({ type, value, pattern, name, revoked }: StixObject): Generator<RawEntry, void, void> {
  if (revoked === true) {
    yield { line: 0, reason: 'the indicator was revoked' }
    return
  }
  const threatName = typeof name === 'string' ? name : ''
  if (typeof type === 'string' && OBSERVABLES.has(type) && typeof value === 'string') {
    yield { text: value, threatName: '', line: 0 }
  }
  if (type !== 'indicator' || typeof pattern !== 'string') return
  let isEmpty = true
  for (const [, operand] of pattern.matchAll(COMPARISON)) {
    for (const [, literal] of operand.matchAll(QUOTED)) {
      isEmpty = false
      yield { text: literal.replace(/\\(.)/g, '$1'), threatName, line: 0 }
    }
  }
  if (isEmpty) yield { line: 0, reason: `the pattern compares no address or name: ${pattern.slice(0, 80)}` }
}
