import { dnsRequestAction, dnsSignal } from '../../dns-action.ts'
import { match } from '../../kit/match.ts'
import { queryRecord } from '../../records/name-query-record.ts'

const METADATA_4 = '169.254.169.254'
const METADATA_6 = 'fd00:ec2::254'
const ALIAS = /^instance-data(\.([a-z0-9-]+\.compute|ec2)\.internal)?$/
const INSTANCE = 'i-0a1b2c3d4e5f60021'

/**
 * A name was answered with the address of the instance metadata service, in any form: how DNS rebinding makes a program
 * on the instance fetch its role credentials. AWS's own aliases of the service do not count.
 * Misses: names asked of another resolver, and requests to the address itself.
 */
export default match({
  type: 'UnauthorizedAccess:EC2/MetadataDNSRebind',
  on: 'dns',
  select: [`resolves:${METADATA_4}`, `resolves:${METADATA_6}`],
  when: (query) => !ALIAS.test(query.name),
  signal: (query) => ({
    ...dnsSignal(query),
    action: dnsRequestAction(query),
    reason: `${query.name} was answered with the address of the metadata service`,
  }),
  vectors: [
    { name: 'a name of the internet', records: [asked('rebind.attacker.example', METADATA_4)], finds: 1, severity: 8 },
    { name: 'over IPv6', records: [asked('rebind.attacker.example', METADATA_6)], finds: 1 },
    { name: 'mapped into IPv6', records: [asked('rebind.attacker.example', '::ffff:a9fe:a9fe')], finds: 1 },
    { name: "AWS's alias", records: [asked('instance-data.ec2.internal', METADATA_4)], finds: 0 },
    { name: "the resolver's address", records: [asked('dns.example.org', '169.254.169.253')], finds: 0 },
    { name: 'an ordinary answer', records: [asked('www.example.org', '93.184.216.34')], finds: 0 },
  ],
})

function asked(name: string, answer: string) {
  return queryRecord(name, { answers: [answer], instance: INSTANCE, type: answer.includes(':') ? 'AAAA' : 'A' })
}
