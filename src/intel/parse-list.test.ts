import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { formatRange4, formatRange6 } from './address-text.ts'
import { LIST_FORMATS, ListError, type ListFormat, parseList } from './parse-list.ts'

/** The format told, the entries as a list would write them, and what was left out. */
function read(content: string | Uint8Array, format?: ListFormat) {
  const list = parseList(typeof content === 'string' ? Buffer.from(content) : content, format && { format })
  const entries = [...list.indicators()].map((one) => {
    const text =
      one.kind === 'name'
        ? one.name
        : one.kind === 'range4'
          ? formatRange4(one.first, one.last)
          : formatRange6(one.first, one.last)
    return [text, 'port' in one ? one.port : '', one.threatName ?? ''].join(' ').trim()
  })
  return { format: list.format, entries, rejected: list.rejected, rejectedCount: list.rejectedCount }
}

test('TXT: addresses, blocks and names, comments and threat names', () => {
  const { format, entries, rejectedCount } = read(
    [
      '# comment',
      '; comment',
      '// comment',
      '52.0.2.0/24',
      '  52.51.100.1  ',
      '52.1.1.1,Zeus',
      '52.1.1.2\tMirai botnet # seen twice',
      '52.1.1.3 17',
      '52.1.1.4 - 52.1.1.9 range',
      'evil.example Zeus#1',
      '2600:1f18::/32',
      '',
    ].join('\r\n'),
  )
  assert.equal(format, 'TXT')
  assert.equal(rejectedCount, 0)
  assert.deepEqual(entries, [
    '52.0.2.0/24',
    '52.51.100.1',
    '52.1.1.1  Zeus',
    '52.1.1.2  Mirai botnet',
    '52.1.1.3',
    '52.1.1.4-52.1.1.9  range',
    'evil.example  Zeus',
    '2600:1f18::/32',
  ])
})

test('TXT: of lines with more cells, the second is the threat name', () => {
  const { entries } = read('52.1.1.1,Zeus,2026-01-01\n"52.1.1.2","Mirai botnet"\n52.3.0.0/16 ; SBL1\n52.1.1.4\t3\tx\n')
  assert.deepEqual(entries, ['52.1.1.1  Zeus', '52.1.1.2  Mirai botnet', '52.3.0.0/16  SBL1', '52.1.1.4'])
})

test('TXT: hosts files name what they point to nowhere', () => {
  const { entries } = read('127.0.0.1 localhost\n0.0.0.0 ads.example evil.example\n127.0.0.1\tmine.example # coin\n')
  assert.deepEqual(entries.slice(1), ['ads.example', 'evil.example', 'mine.example'])
})

test('TXT: trails of a name, an address, an address with a port, a URL; a page says nothing of its host', () => {
  const { entries, rejected } = read(
    'evil.example\n52.1.1.1\n52.1.1.1:8080\nhttp://52.1.1.2\nhttp://52.1.1.3:81/gate.php\nhttps://evil.example/\n' +
      'shared.example/~user/page.php\n/gate.php\nevil.example:8443\n',
  )
  assert.deepEqual(entries, [
    'evil.example',
    '52.1.1.1',
    '52.1.1.1 8080',
    '52.1.1.2',
    '52.1.1.3 81',
    'evil.example',
    'evil.example',
  ])
  assert.deepEqual(
    rejected.map(({ line }) => line),
    [7, 8],
  )
  assert.match(rejected[0]?.reason ?? '', /a page, not a whole host/)
})

test('OTX_CSV: types, quotes, other types left out', () => {
  const { format, entries, rejected } = read(
    'Indicator type, Indicator, Description\nCIDR, 52.0.2.0/24, example\nIPv4,52.51.100.1,"a ""quoted"", text"\n' +
      'domain,evil.example,\nFileHash-MD5,d41d8cd98f00b204e9800998ecf8427e,\n',
  )
  assert.equal(format, 'OTX_CSV')
  assert.deepEqual(entries, ['52.0.2.0/24  example', '52.51.100.1  a "quoted", text', 'evil.example'])
  assert.deepEqual(rejected, [{ line: 5, reason: 'indicators of type FileHash-MD5 are not used' }])
})

test('a quote that never closes costs its line, not the list', () => {
  const { entries, rejected } = read('Indicator type,Indicator,Description\nIPv4,52.1.1.1,"open\nIPv4,52.1.1.2,x\n')
  assert.deepEqual(entries, ['52.1.1.2  x'])
  assert.deepEqual(rejected, [{ line: 2, reason: 'a quote is not closed' }])
})

test('a quoted cell may run over lines, and lines are still counted right', () => {
  const { entries, rejected } = read('Indicator type,Indicator,Description\nIPv4,52.1.1.1,"a\nb"\nIPv4,52.1.1.999,x\n')
  assert.deepEqual(entries, ['52.1.1.1  a\nb'])
  assert.equal(rejected[0]?.line, 4)
})

const FIRE_EYE_HEADER =
  'reportId, title, threatScape, audience, intelligenceType, publishDate, reportLink, webLink, emailIdentifier, ' +
  'senderAddress, senderName, sourceDomain, sourceIp, subject, recipient, emailLanguage, fileName, fileSize, ' +
  'fuzzyHash, fileIdentifier, md5, sha1, sha256, description, fileType, packer, userAgent, registry, ' +
  'fileCompilationDateTime, filePath, asn, cidr, domain, domainTimeOfLookup, networkIdentifier, ip, port, protocol, ' +
  'registrantEmail, registrantName, networkType, url, malwareFamily, malwareFamilyId, actor, actorId, observationTime'

function fireEyeRow(cells: Record<string, string>): string {
  return FIRE_EYE_HEADER.split(', ')
    .map((name) => cells[name] ?? '')
    .join(', ')
}

test('FIRE_EYE: columns by the header; several in a report, or none', () => {
  const rows = [
    fireEyeRow({ reportId: '1', cidr: '52.0.2.0/24', malwareFamily: 'Ursnif' }),
    '',
    fireEyeRow({ reportId: '2', ip: '52.51.100.1', sourceIp: '52.51.100.2', domain: 'evil.example' }),
    fireEyeRow({ reportId: '3', md5: 'd41d8cd98f00b204e9800998ecf8427e' }),
  ]
  const { format, entries, rejected } = read(`${FIRE_EYE_HEADER}\n\n${rows.join('\n')}`)
  assert.equal(format, 'FIRE_EYE')
  assert.deepEqual(entries, ['52.0.2.0/24  Ursnif', '52.51.100.1', '52.51.100.2', 'evil.example'])
  assert.deepEqual(rejected, [{ line: 6, reason: 'the report names no address, block or domain' }])
  assert.match(read('1,2,3', 'FIRE_EYE').rejected[0]?.reason ?? '', /names no column/)
})

test('PROOF_POINT: with and without ports, names and blocks too', () => {
  const { format, entries, rejectedCount } = read(
    'ip, category, score, first_seen, last_seen, ports (|)\n52.51.100.1, 1, 100, 2000-01-01, 2000-01-01,\n' +
      '52.51.100.2, 1, 100, 2000-01-01, 2000-01-01, 80|443\n52.2.0.0/24, 1, 100, 2000-01-01, 2000-01-01, 22\n' +
      '2600::1, 1, 100, 2000-01-01, 2000-01-01, 80\n',
  )
  assert.equal(format, 'PROOF_POINT')
  assert.equal(rejectedCount, 0)
  assert.deepEqual(entries, ['52.51.100.1', '52.51.100.2 80', '52.51.100.2 443', '52.2.0.0/24 22', '2600::1 80'])
  const domains = read('domain, category, score, first_seen, last_seen, ports (|)\nevil.example,1,100,a,b,80\n')
  assert.deepEqual([domains.format, domains.entries], ['PROOF_POINT', ['evil.example']])
  const bad = read('ip, category, score\n52.1.1.1,1,1,a,b,http\n')
  assert.deepEqual([bad.entries, bad.rejectedCount], [[], 1])
})

test('ALIEN_VAULT: the activity is the threat name', () => {
  const { format, entries, rejected } = read(
    '# comment\n52.51.100.1#4#2#Malicious Host#US##0.0,0.0#3\nx#4#2#Malicious Host#US##0.0,0.0#3\n',
  )
  assert.equal(format, 'ALIEN_VAULT')
  assert.deepEqual(entries, ['52.51.100.1  Malicious Host'])
  assert.deepEqual(rejected, [{ line: 3, reason: 'x is no address, block or name' }])
})

test('a format may be forced; then other content is bad lines', () => {
  assert.deepEqual(read('52.1.1.1#4#2#Malicious Host#US##0.0,0.0#3', 'TXT').entries, ['52.1.1.1'])
  assert.deepEqual(read('52.1.1.1\n', 'STIX').rejectedCount, 1)
  assert.deepEqual(read('52.1.1.1\n', 'ALIEN_VAULT').entries, ['52.1.1.1'])
})

test('gzip, byte order marks and UTF-16 are read', () => {
  assert.deepEqual(read(gzipSync('52.1.1.1\n')).entries, ['52.1.1.1'])
  assert.deepEqual(read('\ufeffIndicator type,Indicator,Description\nIPv4,52.1.1.1,\n').entries, ['52.1.1.1'])
  assert.deepEqual(read(Buffer.from('\ufeff52.1.1.1\r\nevil.example', 'utf16le')).entries, ['52.1.1.1', 'evil.example'])
  assert.deepEqual(read(gzipSync('\ufeff52.1.1.1')).entries, ['52.1.1.1'])
  assert.deepEqual(read('').entries, [])
})

test('a gzip file that is cut off, damaged or a bomb says so', () => {
  const whole = gzipSync(Buffer.alloc(1_000_000, '52.1.1.1\n'))
  assert.throws(() => parseList(whole.subarray(0, whole.length - 20)), { constructor: ListError, message: /damaged/ })
  assert.throws(() => parseList(Buffer.from([0x1f, 0x8b, 1, 2, 3])), { constructor: ListError, message: /damaged/ })
  assert.throws(() => parseList(whole, { bytesMax: 1_000 }), { constructor: ListError, message: /larger than 1000 / })
  assert.throws(() => parseList(Buffer.alloc(1_001), { bytesMax: 1_000 }), ListError)
})

test('of many bad lines, the first are kept and all are counted', () => {
  const { rejected, rejectedCount } = read('not an entry!\n'.repeat(1_000))
  assert.equal(rejectedCount, 1_000)
  assert.equal(rejected.length, 20)
  assert.equal(rejected[19]?.line, 20)
})

test('no bytes, in whatever format, throw or give an entry out of bounds', () => {
  const piece = fc.constantFrom(
    '52.1.1.1',
    '"',
    ',',
    '\n',
    '#',
    '{',
    '[',
    ']',
    '}',
    'null',
    '<',
    '</',
    '>',
    '<a>',
    '<!DOCTYPE',
    '&amp;',
    '&x;',
    "'",
    '/',
    'evil.example',
    '{"type":"indicator","pattern":"[ipv4-addr:value = ',
    'Indicator type,',
    '##comma##',
    '\u0000',
    'é',
    '[1]',
    '""',
  )
  const bytes = fc.oneof(
    fc.array(piece, { maxLength: 20 }).map((pieces) => Buffer.from(pieces.join(''))),
    fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array)),
  )
  fc.assert(
    fc.property(bytes, fc.option(fc.constantFrom(...LIST_FORMATS), { nil: undefined }), (content, format) => {
      if (content[0] === 0x1f && content[1] === 0x8b) return
      const list = parseList(content, format && { format })
      for (const one of list.indicators())
        assert.ok(one.kind === 'name' ? one.name.length <= 253 : one.first <= one.last)
      assert.ok(list.rejected.every(({ line, reason }) => line >= 0 && reason !== ''))
    }),
    { numRuns: 3_000 },
  )
})
