import { HIGH, LOW, MEDIUM } from '../severity.ts'
import type { FindingTypeEntry } from './entry.ts'
import { mitre } from './mitre.ts'

const dnsFields =
  'Route 53 Resolver query logs with instance id (or source address and an inventory), query name, response code and answers'
const elsewhere = 'Names asked of other resolvers, over HTTPS, or not at all because the address is built in.'
const inspect =
  'Find the process that asks. Unless it is explained, isolate the instance, keep its disk for study, and replace it.'

const dnsRow = (row: DnsRow): FindingTypeEntry => ({
  dataSource: 'DNS_LOGS',
  resourceType: 'Instance',
  actionType: 'DNS_REQUEST',
  resourceRole: 'TARGET',
  method: 'threat-list',
  intelCategories: [],
  key: ['instanceId'],
  needs: `${dnsFields}; list: ${row.intelCategories?.join(', ') ?? 'none'}.`,
  window: 'Each query by itself.',
  threshold: 'One query for a listed name or anything below it, whatever the answer.',
  respond: inspect,
  ...row,
})

type Shared =
  | 'dataSource'
  | 'resourceType'
  | 'actionType'
  | 'resourceRole'
  | 'method'
  | 'intelCategories'
  | 'key'
  | 'needs'
  | 'window'
  | 'threshold'
  | 'respond'
type DnsRow = Omit<FindingTypeEntry, Shared> & Partial<FindingTypeEntry>

const reputation = (
  row: Pick<FindingTypeEntry, 'type' | 'severity' | 'intelCategories' | 'sees' | 'mitre'> & {
    kind: string
    score: string
  },
): FindingTypeEntry => {
  const { kind, score, ...rest } = row
  return dnsRow({
    ...rest,
    method: 'anomaly-ml',
    key: ['instanceId', 'registrableDomain'],
    title: `EC2 instance {instanceId} is asking for a low-reputation domain ${kind}.`,
    description: `EC2 instance {instanceId} asked for {domain}, a domain with a low reputation, ${kind}.`,
    misses: `Names that are ordinary in the account or popular everywhere, and young names that copy the look of good ones. ${elsewhere}`,
    threshold: `One query for a listed name, or for a name that scores at least ${score}; the gravest class wins.`,
    respond: `Look the domain up and ask why the instance needs it. ${inspect}`,
  })
}

/** The 14 types that DNS queries give rise to. A name stands for itself and everything below it. */
export const dnsLogTypes: readonly FindingTypeEntry[] = [
  dnsRow({
    type: 'Backdoor:EC2/C&CActivity.B!DNS',
    severity: { default: HIGH },
    intelCategories: ['C2_DOMAIN'],
    title: 'EC2 instance {instanceId} asked for the domain of a command and control server.',
    description:
      'EC2 instance {instanceId} asked for {domain}, a name under which malware finds its command and control server.',
    sees: 'A query for a name listed as belonging to a command and control server.',
    misses: elsewhere,
    mitre: mitre('Command and Control', 'T1071.004', 'T1071.001'),
  }),
  dnsRow({
    type: 'CryptoCurrency:EC2/BitcoinTool.B!DNS',
    severity: { default: HIGH },
    intelCategories: ['CRYPTO_DOMAIN'],
    title: 'EC2 instance {instanceId} asked for a domain of cryptocurrency activity.',
    description:
      'EC2 instance {instanceId} asked for {domain}, a name listed for mining or other cryptocurrency activity.',
    sees: 'A query for a listed mining pool, wallet or other cryptocurrency service.',
    misses: `Pools behind names of the attacker's own. ${elsewhere}`,
    respond:
      'If the instance is meant to take part in a blockchain, suppress this type for it. If not, treat it as taken over by a miner: isolate it and find the way in.',
    mitre: mitre('Impact', 'T1496'),
  }),
  dnsRow({
    type: 'Trojan:EC2/BlackholeTraffic!DNS',
    severity: { default: MEDIUM },
    intelCategories: ['BLACKHOLE_DOMAIN', 'BLACKHOLE_IP'],
    title: 'EC2 instance {instanceId} asked for a domain that leads into a black hole.',
    description:
      'EC2 instance {instanceId} asked for {domain}, which is answered with the address of a sinkhole or black hole.',
    sees: 'A query for a name that was taken away from malware: it is listed, or an answer is a sinkhole address.',
    misses: `Sinkholes that are not on the list, and answers that DNS Firewall rewrote. ${elsewhere}`,
    threshold: 'One query for a listed name, or one answer with a listed address.',
    mitre: mitre('Command and Control', 'T1071.004'),
  }),
  dnsRow({
    type: 'Trojan:EC2/DriveBySourceTraffic!DNS',
    severity: { default: HIGH },
    intelCategories: ['DRIVEBY_DOMAIN'],
    title: 'EC2 instance {instanceId} asked for the domain of a drive-by download.',
    description:
      'EC2 instance {instanceId} asked for {domain}, a host known to infect whoever visits it with drive-by downloads.',
    sees: 'A query for a listed source of exploit kits and malware downloads.',
    misses: `Good sites that were broken into a moment ago. ${elsewhere}`,
    mitre: mitre('Initial Access', 'T1189'),
  }),
  dnsRow({
    type: 'Trojan:EC2/DropPoint!DNS',
    severity: { default: MEDIUM },
    intelCategories: ['DROP_POINT_DOMAIN'],
    title: 'EC2 instance {instanceId} asked for the domain of a drop point.',
    description:
      'EC2 instance {instanceId} asked for {domain}, a host where malware leaves stolen credentials and other data.',
    sees: 'A query for a listed collection host of information stealers.',
    misses: `Drop points on public services. ${elsewhere}`,
    respond: `${inspect} Change every secret that was on it, its role credentials first.`,
    mitre: mitre('Exfiltration', 'T1041'),
  }),
  dnsRow({
    type: 'Trojan:EC2/PhishingDomainRequest!DNS',
    severity: { default: HIGH },
    intelCategories: ['PHISHING_DOMAIN'],
    title: 'EC2 instance {instanceId} asked for a phishing domain.',
    description: 'EC2 instance {instanceId} asked for {domain}, a name that phishing uses.',
    sees: 'A query for a listed phishing site, by a victim on the instance or by a phishing kit that runs there.',
    misses: `Phishing pages under the names of large hosts, and pages of the last hours. ${elsewhere}`,
    respond: `For a mail gateway that checks links, suppress by tag. ${inspect}`,
    mitre: mitre('Initial Access', 'T1566', 'T1598'),
  }),
  dnsRow({
    type: 'Trojan:EC2/DGADomainRequest.C!DNS',
    severity: { default: HIGH },
    intelCategories: ['DGA_DOMAIN'],
    title: 'EC2 instance {instanceId} asked for a known generated domain.',
    description:
      'EC2 instance {instanceId} asked for {domain}, a name that the algorithm of a known malware family generates to find its servers.',
    sees: 'A query for a name listed as the product of a domain generation algorithm.',
    misses: `Families whose algorithm nobody has published; DGADomainRequest.B looks for those. ${elsewhere}`,
    mitre: mitre('Command and Control', 'T1568.002'),
  }),
  dnsRow({
    type: 'Trojan:EC2/DGADomainRequest.B',
    resourceRole: 'ACTOR',
    severity: { default: HIGH },
    method: 'anomaly-ml',
    title: 'EC2 instance {instanceId} is asking for generated domains.',
    description:
      'EC2 instance {instanceId} keeps asking for names, {domain} among them, that look as if an algorithm made them. Malware does so to find its servers.',
    sees: 'An instance that asks for one random-looking name after another, most of which do not exist.',
    misses: `Algorithms that put dictionary words together, unless very many names fail. ${elsewhere}`,
    needs: `${dnsFields}.`,
    window: 'A running test for each instance, over the distinct names that do not exist.',
    threshold: 'The sequential test decides: usually four names, with at most one false alarm in 10,000 instance-days.',
    mitre: mitre('Command and Control', 'T1568.002'),
  }),
  dnsRow({
    type: 'Trojan:EC2/DNSDataExfiltration',
    resourceRole: 'ACTOR',
    severity: { default: HIGH },
    method: 'statistical',
    key: ['instanceId', 'registrableDomain'],
    title: 'EC2 instance {instanceId} is carrying data out in DNS queries.',
    description:
      'EC2 instance {instanceId} asks for ever new names below one domain, {domain} among them, that look like encoded data on its way out.',
    sees: 'Distinct names below one registered domain that together hold more than names should, or are answered with more text.',
    misses: `Tunnels slower than 2 KB a day, data in short labels of digits, and answers other than TXT. ${elsewhere}`,
    needs: `${dnsFields}. A week of history tells the account's own noisy domains.`,
    window: 'One hour and one day.',
    threshold: '16 distinct names or more, and 1 KB of text in an hour or 2 KB in a day; words count little.',
    respond: `Block the domain with DNS Firewall at once. ${inspect}`,
    mitre: mitre('Exfiltration', 'T1048.003', 'T1071.004'),
  }),
  dnsRow({
    type: 'UnauthorizedAccess:EC2/MetadataDNSRebind',
    severity: { default: HIGH },
    method: 'rule',
    title: 'A domain points EC2 instance {instanceId} at its own metadata service.',
    description:
      'EC2 instance {instanceId} asked for {domain} and was answered with the address of the instance metadata service: the way DNS rebinding steals role credentials.',
    sees: 'An answer that is the metadata address, in any of its forms, for a name that is not an AWS alias of it.',
    misses: `Direct requests to the metadata address, which no log shows. ${elsewhere}`,
    needs: `${dnsFields}.`,
    threshold: 'One such answer.',
    respond:
      'Require version 2 of the metadata service. If a program on the instance fetches addresses that others supply, mend it and change the role credentials.',
    mitre: mitre('Credential Access', 'T1552.005'),
  }),
  reputation({
    type: 'Impact:EC2/AbusedDomainRequest.Reputation',
    severity: { default: MEDIUM },
    intelCategories: ['REP_ABUSED'],
    kind: 'of a kind that is often abused',
    score: '0.8',
    sees: 'Names under free subdomains, dynamic DNS and parked domains, which attackers like.',
    mitre: mitre('Command and Control', 'T1568', 'T1071.004'),
  }),
  reputation({
    type: 'Impact:EC2/BitcoinDomainRequest.Reputation',
    severity: { default: HIGH },
    intelCategories: ['REP_CRYPTO'],
    kind: 'that has to do with cryptocurrency',
    score: '0.8',
    sees: 'Little-known names that have to do with mining or other cryptocurrency activity.',
    mitre: mitre('Impact', 'T1496'),
  }),
  reputation({
    type: 'Impact:EC2/MaliciousDomainRequest.Reputation',
    severity: { default: HIGH },
    intelCategories: ['REP_MALICIOUS'],
    kind: 'that is tied to known malicious domains',
    score: '0.9',
    sees: 'Names that share hosts, campaigns or algorithms with known malicious ones.',
    mitre: mitre('Command and Control', 'T1568', 'T1071.004'),
  }),
  reputation({
    type: 'Impact:EC2/SuspiciousDomainRequest.Reputation',
    severity: { default: LOW },
    intelCategories: ['REP_SUSPICIOUS'],
    kind: 'that is suspicious for being new or hardly used',
    score: '0.7',
    sees: 'New or hardly used names that look like earlier malicious ones.',
    mitre: mitre('Command and Control', 'T1568', 'T1071.004'),
  }),
]
