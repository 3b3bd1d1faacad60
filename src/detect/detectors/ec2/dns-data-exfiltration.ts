import { hostWords } from '../../../model/host-words.ts'
import type { Detector } from '../../detector.ts'
import { dnsRequestAction, dnsSignal } from '../../dns-action.ts'
import { distinctWeight } from '../../kit/distinct-weight.ts'
import type { WeightView } from '../../kit/distinct-weight-windows.ts'
import { answerPayload, type NamePayload, namePayload } from '../../name-payload.ts'
import type { NameSummary } from '../../observation.ts'
import { queryRecord } from '../../records/name-query-record.ts'
import type { Topic } from '../../topic.ts'
import type { Vector } from '../../vector.ts'

const HOUR_MS = 3_600_000
const HOUR_BYTES_MAX = 1_024
const DAY_BYTES_MAX = 2_048
const INSTANCE = 'i-0a1b2c3d4e5f60051'
const ALPHABET = 'qzwxecrvtbynumikolpasdfghjqazwsx'

/**
 * An instance asks for ever new names below one registered domain that together hold more text than names should: data on
 * its way out; or is answered with as much text in TXT records: data, or orders, on their way in. From 16 names on, more
 * than 1 KB within an hour, or 2 KB within a day, of distinct text, of which words count little. Reverse and internal zones,
 * lists that are asked by name, and what five instances have asked for over two weeks do not count.
 * Misses: slower tunnels, digits in labels of less than 24, data in answers other than TXT, timing channels, resolvers
 * other than the VPC's.
 */
export default [
  tunnel({
    select: ['long-name'],
    payloadOf: namePayload,
    holds: 'hold',
    vectors: outboundVectors(),
  }),
  tunnel({
    select: ['text-answer'],
    payloadOf: answerPayload,
    holds: 'were answered with',
    vectors: inboundVectors(),
  }),
]

interface Direction {
  select: readonly Topic[]
  payloadOf: (query: NameSummary) => NamePayload | undefined
  holds: string
  vectors: readonly Vector[]
}

function tunnel({ select, payloadOf, holds, vectors }: Direction): Detector {
  return distinctWeight({
    type: 'Trojan:EC2/DNSDataExfiltration',
    on: 'dns',
    select,
    weigh: (query) => {
      const payload = payloadOf(query)
      return (
        payload && { ...payload, subject: `${query.accountId} ${query.region} ${askerOf(query)} ${payload.domain}` }
      )
    },
    windowsMs: [HOUR_MS, 24 * HOUR_MS],
    exceeds: ([hour, day]) => isOver(hour, HOUR_BYTES_MAX) || isOver(day, DAY_BYTES_MAX),
    unlessOrdinary: (query) => ({
      thing: `${query.accountId} ${payloadOf(query)?.domain ?? ''}`,
      asker: askerOf(query),
    }),
    signal: (query, [hour, day]) => {
      const { domain = query.name, bitsPerCharacter = 0 } = payloadOf(query) ?? {}
      return {
        ...dnsSignal(query),
        first: isOver(hour, HOUR_BYTES_MAX) ? hour.since : day.since,
        action: dnsRequestAction(query),
        facts: { registrableDomain: domain },
        reason: `16 names or more below ${domain} ${holds} about ${hour.weight} bytes of distinct text within an hour, ${day.weight} within a day; the latest has ${bitsPerCharacter.toFixed(1)} bits a character, where words have three to four`,
      }
    },
    vectors,
  })
}

function outboundVectors(): Vector[] {
  return [
    {
      name: 'twenty names full of data',
      records: names(20, (i) => `${encoded(i, 60)}.${encoded(i + 99, 40)}.drop.example.org`),
      finds: 1,
      severity: 8,
      role: 'ACTOR',
    },
    {
      name: 'short names, but of TXT records, by the hundred',
      records: names(200, (i) => `${encoded(i, 14)}.t.slow-drip.example.net`, 'TXT', 20),
      finds: 1,
    },
    { name: 'fifteen names', records: names(15, (i) => `${encoded(i, 60)}.${encoded(i, 60)}.example.org`), finds: 0 },
    { name: 'less than a kilobyte', records: names(20, (i) => `${encoded(i, 45)}.example.org`), finds: 0 },
    {
      name: 'one name over and over',
      records: names(60, () => `${encoded(1, 60)}.${encoded(2, 60)}.example.org`),
      finds: 0,
    },
    {
      name: 'three hundred shards of a network',
      records: names(300, (i) => `${encoded(i, 12)}.cdn.example.org`),
      finds: 0,
    },
    {
      name: 'numbered hosts',
      records: names(300, (i) => `host-in-the-rack-number-${i}.fleet.example.org`, 'TXT'),
      finds: 0,
    },
    {
      name: 'reverse look-ups',
      records: names(300, (i) => `${i % 250}.${i}.0.10.in-addr.arpa`, 'PTR'),
      finds: 0,
    },
    {
      name: 'a block list is asked about senders',
      records: names(60, (i) => `${encoded(i, 60)}.dbl.spamhaus.org`, 'TXT'),
      finds: 0,
    },
    {
      name: 'data in digits alone',
      records: names(40, (i) => `${digits(i, 40)}.${digits(i + 99, 40)}.drop.example.org`),
      finds: 1,
    },
    {
      name: 'times in digits',
      records: names(300, (i) => `${1_717_408_800_000 + i * 977}.beat.example.org`, 'TXT'),
      finds: 0,
    },
    {
      name: 'long names made of words',
      records: names(60, (i) => `${word(i)}-${word(i * 7 + 3)}-${word(i * 11 + 5)}-service.internal-tools.example.org`),
      finds: 0,
    },
  ]
}

function inboundVectors(): Vector[] {
  return [
    {
      name: 'thirty pieces of a program',
      records: answeredNames(30, 180, (i) => `${i}.stage.example.org`),
      finds: 1,
      severity: 8,
      role: 'ACTOR',
    },
    { name: 'fifteen pieces', records: answeredNames(15, 180, (i) => `${i}.stage.example.org`), finds: 0 },
    { name: 'less than a kilobyte', records: answeredNames(20, 45, (i) => `${i}.stage.example.org`), finds: 0 },
    { name: 'one name whose text changes', records: answeredNames(12, 200, () => 'current.example.org'), finds: 0 },
    { name: 'keys of mail', records: answeredNames(60, 200, (i) => `s${i}._domainkey.example.org`), finds: 0 },
  ]
}

function isOver({ many, weight }: WeightView, bytesMax: number): boolean {
  return many && weight > bytesMax
}

function askerOf(query: NameSummary): string {
  return query.instanceId ?? query.interfaceId ?? query.sourceAddress
}

/** Text that looks like Base32, different for every number. */
function encoded(number: number, length: number): string {
  let state = (number + 1) * 2_654_435_761
  let text = ''
  while (text.length < length) {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) >>> 0
    text += ALPHABET[state >>> 27]
  }
  return text
}

/** Digits that number nothing. */
function digits(number: number, length: number): string {
  return Buffer.from(encoded(number, length))
    .map((byte) => 0x30 + (byte % 10))
    .toString()
}

function word(number: number): string {
  return hostWords[number % hostWords.length] ?? ''
}

/** Names that are answered with `length` bytes of data. */
function answeredNames(count: number, length: number, nameOf: (i: number) => string) {
  return Array.from({ length: count }, (_, i) => ({
    ...queryRecord(nameOf(i), { at: i, type: 'TXT', instance: INSTANCE }),
    answers: [{ Rdata: `"${encoded(i, length)}"`, Type: 'TXT', Class: 'IN' }],
  }))
}

function names(count: number, nameOf: (i: number) => string, type = 'A', seconds = 1) {
  return Array.from({ length: count }, (_, i) => queryRecord(nameOf(i), { at: i * seconds, type, instance: INSTANCE }))
}
