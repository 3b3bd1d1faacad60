import type { Category } from '../../../intel/category.ts'
import type { FindingTypeName } from '../../../model/catalogue/index.ts'
import type { Detector } from '../../detector.ts'
import { dnsRequestAction, dnsSignal } from '../../dns-action.ts'
import { intel } from '../../kit/intel.ts'
import { queryRecord } from '../../records/name-query-record.ts'

interface Row {
  type: FindingTypeName
  category: Category
}

const ROWS: readonly Row[] = [
  { type: 'Backdoor:EC2/C&CActivity.B!DNS', category: 'C2_DOMAIN' },
  { type: 'CryptoCurrency:EC2/BitcoinTool.B!DNS', category: 'CRYPTO_DOMAIN' },
  { type: 'Trojan:EC2/DropPoint!DNS', category: 'DROP_POINT_DOMAIN' },
  { type: 'Trojan:EC2/DriveBySourceTraffic!DNS', category: 'DRIVEBY_DOMAIN' },
  { type: 'Trojan:EC2/PhishingDomainRequest!DNS', category: 'PHISHING_DOMAIN' },
  { type: 'Trojan:EC2/DGADomainRequest.C!DNS', category: 'DGA_DOMAIN' },
]

/**
 * An instance asks the VPC's resolver for a name on a list, or for a name below it. A query that was not answered, or
 * that DNS Firewall blocked, counts. The trusted address list does not apply.
 * Misses: names asked of another resolver, or inside encrypted DNS.
 */
export default ROWS.map(listedName)

function listedName({ type, category }: Row): Detector {
  const lists = { [category]: ['bad-origin.net'] }
  return intel({
    type,
    on: 'dns',
    category,
    select: [`name:${category}`],
    hits: (query, context) => context.indicators.names.hits(query.name),
    signal: (query, [hit]) => ({
      ...dnsSignal(query),
      action: dnsRequestAction(query),
      reason: `asked for ${query.name}, which the list ${hit.listName} has as ${hit.entry}`,
    }),
    vectors: [
      { name: 'the name itself', records: [queryRecord('bad-origin.net')], lists, finds: 1 },
      {
        name: 'a name below it, never answered',
        records: [queryRecord('x1.BAD-origin.net', { rcode: 'NXDOMAIN' })],
        lists,
        finds: 1,
      },
      {
        name: 'asked again in the same minute and in the next',
        records: [0, 20, 70].map((at) => queryRecord('bad-origin.net', { at })),
        lists,
        finds: 1,
        count: 2,
      },
      { name: 'a name that only ends alike', records: [queryRecord('notbad-origin.net')], lists, finds: 0 },
      { name: 'the name above', records: [queryRecord('net')], lists, finds: 0 },
      {
        name: 'an ordinary name',
        records: [queryRecord('www.example.org', { answers: ['93.184.216.34'] })],
        lists,
        finds: 0,
      },
      {
        name: 'blocked by DNS Firewall',
        records: [queryRecord('bad-origin.net', { firewall: 'BLOCK' })],
        lists,
        finds: 1,
      },
    ],
  })
}
