import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findingTypeNames } from '../../src/model/catalogue/finding-type-name.ts'
import { buildIndicators } from '../indicators.ts'
import { buildOrganisation } from '../organisation/organisation.ts'
import { planAttacks } from '../plan.ts'
import { Random } from '../random.ts'
import { TRAPS } from '../traps/registry.ts'
import { ATTACKS, chosenAttacks } from './registry.ts'

const START = Date.parse('2026-03-02T00:00:00Z')

function plan(choice: 'all' | 'none' = 'all') {
  const random = new Random('plan of a test')
  const organisation = buildOrganisation({ people: 8, instances: 14 }, START, random)
  return planAttacks({
    organisation,
    indicators: buildIndicators(random),
    start: START,
    days: 3,
    random,
    attacks: choice,
  })
}

test('attacks and traps name finding types that exist, and themselves once', () => {
  const known = new Set<string>(findingTypeNames)
  for (const { name, finds } of ATTACKS) for (const type of finds) assert.ok(known.has(type), `${type} of ${name}`)
  for (const { name, resembles } of TRAPS) assert.ok(known.has(resembles), `${resembles} of ${name}`)
  const names = [...ATTACKS, ...TRAPS].map(({ name }) => name)
  assert.equal(new Set(names).size, names.length)
})

test('an attack does all that it declares and nothing else, and each deed has evidence', () => {
  const { deeds } = plan()
  for (const attack of ATTACKS) {
    const done = deeds.filter((deed) => deed.attack === attack.name)
    assert.deepEqual(new Set(done.map(({ type }) => type)), new Set(attack.finds), attack.name)
    for (const deed of done) assert.ok(deed.records.length > 0, attack.name)
  }
})

test('the evidence of flow findings is what the resource’s own interface logged', () => {
  for (const { records, resource, attack } of plan().deeds) {
    for (const record of records) if (record.source === 'flow') assert.equal(record.flow.instanceId, resource, attack)
  }
})

test('every record of an attack or a trap is in an hour of the simulated days', () => {
  const { deeds, recordsOf } = plan()
  const planned = new Set(Array.from({ length: 72 }, (_, hour) => recordsOf(hour)).flat())
  for (const { records, attack } of deeds) for (const record of records) assert.ok(planned.has(record), attack)
  const trapsOnly = plan('none')
  assert.ok(Array.from({ length: 72 }, (_, hour) => trapsOnly.recordsOf(hour)).flat().length > 1_000)
})

test('an attack may be asked for by its name or by a finding type', () => {
  const wanted = chosenAttacks(['port-scan', 'PenTest:IAMUser/KaliLinux'])
  assert.deepEqual(wanted.map(({ name }) => name).sort(), ['kali-caller', 'port-scan'])
})
