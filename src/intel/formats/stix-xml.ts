import { createRequire } from 'node:module'
import type { RawEntry } from '../list-reader.ts'

type Node = { [member: string]: unknown }

const LIST_SEPARATOR = '##comma##'

/** Elements inside one another; a package has about twenty. */
const DEPTH_MAX = 200

/**
 * STIX 1.x: CybOX address and domain name objects wherever they are in the package. A value may be a list or, with the
 * condition InclusiveBetween, a range. An indicator's title is the threat name of what is inside it. Document types are
 * refused, for they define entities that grow without limit; a package has none.
 */
export function* stixXml(text: string): Generator<RawEntry, void, void> {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) {
    yield { line: 0, reason: 'XML with a document type definition is refused' }
    return
  }
  // The service's own example lacks the space between element name and attribute.
  const mended = text.replaceAll('Address_Valuecondition=', 'Address_Value condition=')
  let document: unknown
  try {
    // Few lists are XML, and the parser is much code: it is loaded for those.
    const { XMLParser }: typeof import('fast-xml-parser') = createRequire(import.meta.url)('fast-xml-parser')
    document = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '@',
      removeNSPrefix: true,
      parseTagValue: false,
      // Without document types, only the five entities of XML itself are left: they shrink what they stand for.
      processEntities: {
        enabled: true,
        maxTotalExpansions: Number.MAX_SAFE_INTEGER,
        maxExpandedLength: Number.MAX_SAFE_INTEGER,
      },
      maxNestedTags: DEPTH_MAX,
    }).parse(mended)
  } catch (error) {
    yield { line: 0, reason: `not well-formed XML: ${error instanceof Error ? error.message.slice(0, 120) : ''}` }
    return
  }
  let isEmpty = true
  for (const entry of walk(document, '')) {
    isEmpty = false
    yield entry
  }
  if (isEmpty) yield { line: 0, reason: 'no CybOX address or domain name object is in it' }
}

function* walk(value: unknown, title: string): Generator<RawEntry, void, void> {
  if (Array.isArray(value)) {
    for (const one of value) yield* walk(one, title)
    return
  }
  if (typeof value !== 'object' || value === null) return
  const node = value as Node
  const kind = kindOf(node)
  for (const [name, member] of Object.entries(node)) {
    if (name === 'Address_Value') {
      if (kind === 'other') yield { line: 0, reason: `addresses of category ${String(node['@category'])} are not used` }
      else yield* valuesOf(member, title)
    } else if (name === 'Value' && kind === 'domain') yield* valuesOf(member, title)
    else if (name === 'Value' && kind === 'uri') yield { line: 0, reason: 'URIs are not used' }
    else if (name === 'Indicator') yield* indicators(member, title)
    else yield* walk(member, title)
  }
}

/** Observables have titles too, but those only repeat the value. */
function* indicators(member: unknown, title: string): Generator<RawEntry, void, void> {
  for (const one of Array.isArray(member) ? member : [member]) {
    const own = typeof one === 'object' && one !== null ? textOf((one as Node)['Title']) : ''
    yield* walk(one, own || title)
  }
}

/** The object's own `type` attribute shadows the schema type when both are there. */
function kindOf(node: Node): 'domain' | 'uri' | 'address' | 'other' {
  const category = String(node['@category'] ?? '')
  if (/^(e-mail|mac|atm|asn)$/.test(category)) return 'other'
  const type = String(node['@type'] ?? '')
  if (type === 'FQDN' || type === 'TLD' || type.includes('DomainName')) return 'domain'
  return /^UR[IL]$|URIObj/.test(type) ? 'uri' : 'address'
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'object' && value !== null ? String((value as Node)['#text'] ?? '') : ''
}

function* valuesOf(member: unknown, threatName: string): Generator<RawEntry, void, void> {
  for (const one of Array.isArray(member) ? member : [member]) {
    const condition = typeof one === 'object' && one !== null ? (one as Node)['@condition'] : undefined
    const values = textOf(one)
      .split(LIST_SEPARATOR)
      .map((value) => value.trim())
      .filter((value) => value !== '')
    if (condition === 'InclusiveBetween' && values.length === 2) {
      yield { text: `${values[0]}-${values[1]}`, threatName, line: 0 }
    } else if (condition !== undefined && condition !== 'Equals') {
      yield { line: 0, reason: `values under the condition ${String(condition)} are not used` }
    } else for (const value of values) yield { text: value, threatName, line: 0 }
  }
}
