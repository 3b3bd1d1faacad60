import { XMLParser } from 'fast-xml-parser'
import type { RawEntry } from '../list-reader.ts'

type Node = { [member: string]: unknown }

const LIST_SEPARATOR = '##comma##'

/**
 * STIX 1.x: CybOX address and domain name objects wherever they are in the package. A value may be a list or, with the
 * condition InclusiveBetween, a range. An indicator's title is the threat name of what is inside it.
 */
export function* stixXml(text: string): Generator<RawEntry, void, void> {
  // The service's own example lacks the space between element name and attribute.
  const mended = text.replaceAll('Address_Valuecondition=', 'Address_Value condition=')
  let document: unknown
  try {
    document = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '@',
      removeNSPrefix: true,
      parseTagValue: false,
      processEntities: true,
    }).parse(mended)
  } catch (error) {
    yield { line: 0, reason: `not well-formed XML: ${error instanceof Error ? error.message.slice(0, 120) : ''}` }
    return
  }
  yield* walk(document, '', 0)
}

const DEPTH_MAX = 200

function* walk(value: unknown, title: string, depth: number): Generator<RawEntry, void, void> {
  if (depth > DEPTH_MAX) return
  if (Array.isArray(value)) {
    for (const one of value) yield* walk(one, title, depth + 1)
    return
  }
  if (typeof value !== 'object' || value === null) return
  const node = value as Node
  const inside = typeof node['Title'] === 'string' ? node['Title'] : title
  for (const [name, member] of Object.entries(node)) {
    if (name === 'Address_Value' || (name === 'Value' && isDomain(node))) yield* valuesOf(member, inside)
    else yield* walk(member, inside, depth + 1)
  }
}

/** The object's own `type` attribute shadows the schema type when both are there. */
function isDomain(node: Node): boolean {
  const type = String(node['@type'] ?? '')
  return type === 'FQDN' || type === 'TLD' || type.includes('DomainName')
}

function* valuesOf(member: unknown, threatName: string): Generator<RawEntry, void, void> {
  for (const one of Array.isArray(member) ? member : [member]) {
    const node: Node = typeof one === 'object' && one !== null ? (one as Node) : { '#text': one }
    const values = String(node['#text'] ?? '')
      .split(LIST_SEPARATOR)
      .map((value) => value.trim())
      .filter((value) => value !== '')
    if (node['@condition'] === 'InclusiveBetween' && values.length === 2) {
      yield { text: `${values[0]}-${values[1]}`, threatName, line: 0 }
    } else for (const value of values) yield { text: value, threatName, line: 0 }
  }
}
