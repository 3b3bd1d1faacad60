import type { Category } from '../../../intel/category.ts'
import type { FindingTypeName } from '../../../model/catalogue/index.ts'
import type { Context, Detector } from '../../detector.ts'
import { dnsRequestAction, dnsSignal } from '../../dns-action.ts'
import { intel } from '../../kit/intel.ts'
import type { NameSummary } from '../../observation.ts'
import { queryRecord } from '../../records/name-query-record.ts'
import { domainParts } from '../../registrable-domain.ts'
import { sinkholesOf } from '../../sinkhole.ts'

interface Row {
  type: FindingTypeName
  category: Category
  severity: number
}

/** The worst first: a name of several classes is of the first of them. */
const ROWS: readonly Row[] = [
  { type: 'Impact:EC2/MaliciousDomainRequest.Reputation', category: 'REP_MALICIOUS', severity: 8 },
  { type: 'Impact:EC2/BitcoinDomainRequest.Reputation', category: 'REP_CRYPTO', severity: 8 },
  { type: 'Impact:EC2/AbusedDomainRequest.Reputation', category: 'REP_ABUSED', severity: 5 },
  { type: 'Impact:EC2/SuspiciousDomainRequest.Reputation', category: 'REP_SUSPICIOUS', severity: 2 },
]

/** Lists of certain names; a name on one of them has a type of its own. */
const CERTAIN: readonly Category[] = [
  'C2_DOMAIN',
  'CRYPTO_DOMAIN',
  'DROP_POINT_DOMAIN',
  'DRIVEBY_DOMAIN',
  'PHISHING_DOMAIN',
  'DGA_DOMAIN',
  'BLACKHOLE_DOMAIN',
]

const DAY_SECONDS = 86_400

/**
 * An instance asks for a name of low reputation: listed as such, on no list of certain names, not answered by a sinkhole,
 * and not ordinary in the account, where five instances or more have asked for it over two weeks.
 * Misses: names that no reputation list has; there is no model of names as such.
 */
export default ROWS.map((row, i) =>
  reputation(
    row,
    ROWS.slice(0, i).map(({ category }) => category),
  ),
)

function reputation({ type, category, severity }: Row, worse: readonly Category[]): Detector {
  const lists = { [category]: ['free-names.net'] }
  return intel({
    type,
    on: 'dns',
    category,
    select: [`name:${category}`],
    when: (query, context) => !isWorse(query, context, [...CERTAIN, ...worse]),
    hits: (query, context) => context.indicators.names.hits(query.name),
    unlessOrdinary: (query) => ({
      thing: `${query.accountId} ${query.name}`,
      asker: query.instanceId ?? query.interfaceId ?? query.sourceAddress,
    }),
    signal: (query, [hit]) => ({
      ...dnsSignal(query),
      action: dnsRequestAction(query),
      facts: { registrableDomain: domainParts(query.name).domain },
      reason: `asked for ${query.name}, which the list ${hit.listName} has as ${hit.entry}`,
    }),
    vectors: [
      { name: 'a name below a listed one', records: [asked('x91k.free-names.net')], lists, finds: 1, severity },
      { name: 'the test name', records: [asked(testName(category))], finds: 1 },
      {
        name: 'a name of its own for each customer of a public suffix',
        records: [asked('a.dyn-one.duckdns.org'), asked('b.dyn-two.duckdns.org')],
        lists: { [category]: ['duckdns.org'] },
        finds: 2,
      },
      {
        name: 'six instances have asked for weeks',
        history: [0, 1, 2, 3, 4, 5].map((i) => asked('home.free-names.net', i, -30 * DAY_SECONDS)),
        records: [asked('home.free-names.net')],
        lists,
        finds: 0,
      },
      {
        name: 'six instances have asked since yesterday',
        history: [0, 1, 2, 3, 4, 5].map((i) => asked('fresh.free-names.net', i, -DAY_SECONDS)),
        records: [asked('fresh.free-names.net')],
        lists,
        finds: 1,
      },
      {
        name: 'answered by a sinkhole',
        records: [queryRecord('x.free-names.net', { answers: ['146.112.61.108'] })],
        lists: { ...lists, BLACKHOLE_IP: ['146.112.61.108'] },
        finds: 0,
      },
      {
        name: 'known for certain',
        records: [asked('x.free-names.net')],
        lists: { ...lists, C2_DOMAIN: ['free-names.net'] },
        finds: 0,
      },
      { name: 'an ordinary name', records: [asked('www.example.org')], lists, finds: 0 },
    ],
  })
}

function isWorse(query: NameSummary, context: Context, categories: readonly Category[]): boolean {
  if (sinkholesOf(query, context).length > 0) return true
  return context.indicators.names.hits(query.name).some((hit) => categories.includes(hit.category))
}

function testName(category: Category): string {
  return `${category.slice(4).toLowerCase()}-rep.guarddutyc2activityb.com`
}

function asked(name: string, instance = 0, at = 0) {
  return queryRecord(name, { instance: `i-0a1b2c3d4e5f6003${instance}`, at })
}
