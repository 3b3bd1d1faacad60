import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { placeholders, placeholdersOf } from './fill-template.ts'
import { catalogue, type FindingTypeEntry, findingType, findingTypeNames, isFindingTypeName } from './index.ts'

const reference = new URL('../../../../shared/reference/finding-types.json', import.meta.url)
const skip = existsSync(reference) ? false : 'the reference is not beside the repository'

describe('the catalogue', () => {
  it('has each of the 102 finding types once', () => {
    assert.deepEqual(catalogue.map(({ type }) => type).toSorted(), [...findingTypeNames].toSorted())
    assert.equal(new Set(findingTypeNames).size, 102)
  })

  it('keeps the seven names that are longer than the API reference allows', () => {
    assert.equal(findingTypeNames.filter((name) => name.length > 50).length, 7)
  })

  it('finds a type by its exact name only', () => {
    const name = 'UnauthorizedAccess:EC2/SSHBruteForce'
    assert.equal(findingType(name).type, name)
    for (const other of ['', name.toLowerCase(), 'constructor', 'Backdoor:EC2/XORDDOS']) {
      assert.equal(findingType(other), undefined)
      assert.equal(isFindingTypeName(other), false)
    }
  })

  it('fills its texts from known placeholders alone', () => {
    for (const { type, title, description } of catalogue) {
      for (const name of placeholdersOf(title + description)) assert.ok(name in placeholders, `${type}: {${name}}`)
    }
  })

  it('has placeholders in title and description only', () => {
    for (const { type, sees, misses, needs, window, threshold, respond } of catalogue) {
      assert.deepEqual(placeholdersOf([sees, misses, needs, window, threshold, respond].join()), [], type)
    }
  })

  it('explains every type in whole sentences', () => {
    for (const entry of catalogue) {
      const { title, description, sees, misses, needs, window, threshold, respond } = entry
      for (const text of [title, description, sees, misses, needs, window, threshold, respond]) {
        assert.match(text, /^[A-Z{0-9].*[.]$/s, entry.type)
        assert.doesNotMatch(text, /\s{2}|\.\./, entry.type)
      }
    }
  })

  it('gives every type the resource and action that its name promises', () => {
    for (const { type, resourceType, actionType } of catalogue) {
      if (type.includes(':EC2/')) assert.equal(resourceType, 'Instance', type)
      if (type.includes(':Kubernetes/')) assert.equal(actionType, 'KUBERNETES_API_CALL', type)
      if (type.endsWith('!DNS')) assert.equal(actionType, 'DNS_REQUEST', type)
    }
  })

  it('names the list, in the title and in the key, wherever the list is yours', () => {
    for (const { type, intelCategories, key, title } of catalogue) {
      const yours = intelCategories.includes('CUSTOM_THREAT_IP')
      assert.equal(key.includes('threatListName'), yours, type)
      assert.equal(placeholdersOf(title).includes('threatListName'), yours, type)
    }
  })
})

describe('the catalogue beside the reference', { skip }, () => {
  const known: ReferenceType[] = skip ? [] : JSON.parse(readFileSync(reference, 'utf8'))

  it('agrees on every fact', () => {
    assert.equal(known.length, 102)
    for (const theirs of known) {
      const ours = findingType(theirs.type)
      assert.ok(ours, theirs.type)
      assert.deepEqual(factsOf(ours), referenceFacts(theirs), theirs.type)
    }
  })

  it('tells all that the original texts tell', () => {
    for (const { type, titleTemplate, descriptionTemplate } of known) {
      const ours = findingType(type)
      const told = placeholdersOf(`${ours?.title} ${ours?.description}`)
      for (const name of placeholdersOf(titleTemplate + descriptionTemplate)) assert.ok(told.includes(name), type)
    }
  })

  it('has no sentence of the original', () => {
    for (const { type, titleTemplate, descriptionTemplate, semantics } of known) {
      const theirs = new Set([titleTemplate, descriptionTemplate, semantics.documented].flatMap(sentencesOf))
      const ours = findingType(type)
      assert.ok(ours)
      for (const text of [ours.title, ours.description, ours.sees, ours.misses, ours.respond]) {
        for (const sentence of sentencesOf(text)) assert.ok(!theirs.has(sentence), `${type}: ${sentence}`)
      }
    }
  })
})

interface ReferenceType {
  type: string
  dataSource: string
  secondaryDataSources: string[]
  resourceType: string
  actionType: string
  resourceRole: string
  severity: { default: number; values: number[] }
  method: string
  intelCategories: string[]
  aggregationKey: { fields: string[] }
  mitre: object
  titleTemplate: string
  descriptionTemplate: string
  semantics: { documented: string }
}

function factsOf({ severity, ...entry }: FindingTypeEntry) {
  const values = [severity.default, ...(severity.variants ?? []).map(({ value }) => value)]
  return {
    dataSource: entry.dataSource,
    alsoFrom: entry.alsoFrom ?? [],
    resourceType: entry.resourceType,
    actionType: entry.actionType,
    resourceRole: entry.resourceRole,
    severity: severity.default,
    severities: values.toSorted((a, b) => a - b),
    method: entry.method,
    intelCategories: entry.intelCategories,
    key: ['accountId', 'region', 'type', ...entry.key],
    mitre: entry.mitre,
  }
}

const keyFieldNames: Record<string, string> = {
  'principalId (userIdentity)': 'principalId',
  'sessionWindow 24h': 'window24h',
}

function referenceFacts(theirs: ReferenceType) {
  return {
    dataSource: theirs.dataSource,
    alsoFrom: theirs.secondaryDataSources,
    resourceType: theirs.resourceType,
    actionType: theirs.actionType,
    resourceRole: theirs.resourceRole === 'TARGET|ACTOR' ? 'BY_DIRECTION' : theirs.resourceRole,
    severity: theirs.severity.default,
    severities: theirs.severity.values,
    method: theirs.method,
    intelCategories: theirs.intelCategories,
    key: theirs.aggregationKey.fields.map((field) => keyFieldNames[field] ?? field),
    mitre: theirs.mitre,
  }
}

/** Lower case and without punctuation, so that a comma more does not make a sentence one's own; single words are left out. */
function sentencesOf(text: string): string[] {
  return text
    .split(/[.;:](?:\s|$)/)
    .map((sentence) =>
      sentence
        .toLowerCase()
        .replace(/[^a-z0-9{}]+/g, ' ')
        .trim(),
    )
    .filter((sentence) => sentence.includes(' '))
}
