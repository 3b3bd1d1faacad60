import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parseList } from './parse-list.ts'

const DATA = new URL('../../../shared/data/', import.meta.url)

/** File, format, entries taken, entries left out. Counts are those that the collections state. */
const LISTS: [file: string, format: string, taken: number, left: number][] = [
  ['ti-ipsum/ipsum.txt.gz', 'TXT', 120_430, 0],
  ['ti-ipsum/level3.txt.gz', 'TXT', 14_217, 0],
  ['ti-misc/threatfox_ips.txt.gz', 'TXT', 19_863, 0],
  ['ti-misc/tor_exit_ipv4.txt', 'TXT', 809, 0],
  ['ti-misc/coinminer_hosts.txt.gz', 'TXT', 5_939, 0],
  ['ti-misc/nocoin_hosts.txt', 'TXT', 313, 0],
  ['ti-misc/blp_crypto.txt.gz', 'TXT', 1_274, 0],
  ['ti-misp-warninglists/sinkholes.json.gz', 'JSON', 107, 0],
  ['ti-misp-warninglists/public-dns-v4.json.gz', 'JSON', 62_745, 0],
  ['ti-misp-warninglists/censys-scanning.json.gz', 'JSON', 13, 0],
  ['ti-misp-warninglists/shodan-scanning.json.gz', 'JSON', 42, 0],
  ['ti-misp-warninglists/shadowserver.json.gz', 'JSON', 27, 0],
  ['ti-misp-warninglists/stretchoid-nt-scanning.json.gz', 'JSON', 1_839, 0],
  ['ti-misp-warninglists/vpn-ipv4.json.gz', 'JSON', 42_426, 0],
  ['ti-misp-warninglists/dynamic-dns.json.gz', 'JSON', 35_467, 0],
  ['ti-stix-samples/fireeye-pivy-indicators.xml.gz', 'STIX', 312, 0],
  ['ti-stix-samples/Appendix_D_FQDNs.xml.gz', 'STIX', 2_046, 0],
  ['ti-stix-samples/STIX_IP_Watchlist.xml.gz', 'STIX', 3, 0],
  ['ti-stix-samples/STIX_Domain_Watchlist.xml.gz', 'STIX', 3, 0],
  ['ti-stix-samples/STIX_URL_Watchlist.xml.gz', 'STIX', 0, 1],
  ['ti-stix-samples/STIX_Phishing_Indicator.xml.gz', 'STIX', 0, 1],
  ['ti-stix-samples/sample.xml.gz', 'STIX', 3, 0],
  ['ti-stix-samples/sco-examples-bundle.json.gz', 'STIX', 27, 0],
]

for (const [file, format, taken, left] of LISTS) {
  const url = new URL(file, DATA)
  test(`reads the real list ${file}`, { skip: existsSync(url) ? false : `${file} is not here` }, () => {
    const list = parseList(readFileSync(url))
    let count = 0
    for (const _ of list.indicators()) count++
    assert.deepEqual([list.format, count, list.rejectedCount], [format, taken, left])
  })
}
