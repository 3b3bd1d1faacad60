import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { auditRecord } from '../../src/detect/records/audit-record.ts'
import { callRecord, consoleLogin, rootUser } from '../../src/detect/records/cloudtrail-record.ts'
import { opened } from '../../src/detect/records/flow-line.ts'

const picket = new URL('../../picket', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'picket-cli-'))
after(() => rmSync(folder, { recursive: true }))

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

function run(args: string[], input?: string) {
  const { status, stdout, stderr } = spawnSync(picket, args, {
    ...(input === undefined ? {} : { input }),
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

const rootLogin = JSON.stringify(consoleLogin('root', '81.2.69.144', { actor: rootUser() }))
const stopLogging = JSON.stringify(callRecord('cloudtrail.amazonaws.com', 'StopLogging', { request: { name: 'main' } }))
const trail = file('trail.json', JSON.stringify({ Records: [JSON.parse(rootLogin), JSON.parse(stopLogging)] }))
const types = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line): string => JSON.parse(line).type)

test('one finding a line by default, a list as json, a table when asked', () => {
  assert.deepEqual(types(run(['scan', trail]).stdout).sort(), [
    'Policy:IAMUser/RootCredentialUsage',
    'Stealth:IAMUser/CloudTrailLoggingDisabled',
  ])
  assert.equal(JSON.parse(run(['scan', trail, '--format', 'json']).stdout).length, 2)
  const { stdout } = run(['scan', trail, '--format', 'table'])
  assert.match(stdout, /^SEVERITY/)
  assert.ok(stdout.split('\n').every((line) => line.length <= 80))
  assert.match(stdout, /2 findings: 0 high, 0 medium, 2 low/)
})

test('plain, gzip of several members, zstd and standard input say the same', () => {
  const plain = run(['scan', trail]).stdout
  const lines = [rootLogin, stopLogging]
  const members = Buffer.concat(lines.map((line) => gzipSync(`${line}\n`)))
  assert.equal(run(['scan', file('members.gz', members)]).stdout, plain)
  assert.equal(run(['scan', file('trail.zst', zstdCompressSync(lines.join('\n')))]).stdout, plain)
  assert.equal(run(['scan', '-'], lines.join('\n')).stdout, plain)
})

test('standard input is read beside files by any number of threads, and may be the history’s', () => {
  const other = file('other.json', stopLogging)
  for (const workers of ['1', '2']) {
    const { stdout } = run(['scan', '-', other, '--workers', workers], rootLogin)
    assert.equal(types(stdout).length, 2, `${workers} workers`)
  }
  const folder = file('learnt.json', rootLogin)
  assert.deepEqual(types(run(['scan', '--learn-from', folder, '--workers', '2', '-'], stopLogging).stdout), [
    'Stealth:IAMUser/CloudTrailLoggingDisabled',
  ])
})

test('what cannot be read of the history is said and counted', () => {
  const { status, stderr } = run(['scan', trail, '--learn-from', file('rubbish.log', 'rubbish\n'), '--strict'])
  assert.equal(status, 4)
  assert.match(stderr, /rubbish\.log/)
})

test('the same log under two names counts once', () => {
  const name = file('copy.json', readFileSync(trail))
  assert.equal(run(['scan', trail, name]).stdout, run(['scan', trail]).stdout)
})

test('exit statuses: done, failed, usage, --fail-on, --strict', () => {
  assert.equal(run(['scan', trail, '--fail-on', '5']).status, 0)
  assert.equal(run(['scan', trail, '--fail-on', '2']).status, 3)
  const missing = run(['scan', join(folder, 'nowhere')])
  assert.equal(missing.status, 1)
  assert.match(missing.stderr, /nowhere: there is no such file/)
  for (const args of [
    ['scan'],
    ['scan', trail, '--nonsense'],
    ['scan', trail, '--types', 'Nothing*'],
    ['scan', trail, '--intel', 'C2=x'],
    ['scan', trail, '--min-severity', 'high'],
    ['scan', trail, '--account', '12'],
    ['scan', '-', '-'],
    ['scan', '-', '--learn-from', '-'],
    ['scan', trail, '--flow-fields', 'foo bar'],
    ['scan', trail, '--flow-fields', 'srcaddr dstaddr protocol start'],
    ['scan', trail, '--output', 'one', '--stats', './one'],
  ]) {
    const { status, stderr, stdout } = run(args)
    assert.equal(status, 2, args.join(' '))
    assert.notEqual(stderr, '')
    assert.equal(stdout, '')
    assert.doesNotMatch(stderr, /\n\s+at /)
  }
  const damaged = file('damaged.jsonl', `${rootLogin}\n{"half":\n${stopLogging}\n`)
  const { status, stderr, stdout } = run(['scan', damaged, '--strict'])
  assert.equal(status, 4)
  assert.equal(types(stdout).length, 2)
  assert.match(stderr, /1 of 3 records were rejected: 1 malformed-json/)
  assert.match(stderr, /damaged\.jsonl, line 2: malformed-json/)
})

test('--types and --min-severity choose', () => {
  assert.deepEqual(types(run(['scan', trail, '--types', 'Stealth:*']).stdout), [
    'Stealth:IAMUser/CloudTrailLoggingDisabled',
  ])
  assert.equal(run(['scan', trail, '--min-severity', '5']).stdout, '')
})

test('lists: a custom one by its name, a category, a trusted one', () => {
  const log = file(
    'call.jsonl',
    JSON.stringify(callRecord('iam.amazonaws.com', 'CreateUser', { address: '45.155.205.99' })),
  )
  const list = file('corp-bad.v2.txt', '# bad\n45.155.205.0/24, Some Botnet\n')
  const custom = run(['scan', log, '--threat-list', list])
  const [finding] = custom.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  assert.equal(finding.type, 'UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom')
  assert.deepEqual(finding.service.evidence.threatIntelligenceDetails, [
    { threatListName: 'corp-bad', threatNames: ['Some Botnet'] },
  ])
  assert.match(run(['scan', log, '--threat-list', `mine=${list}`]).stdout, /"threatListName":"mine"/)
  assert.deepEqual(types(run(['scan', log, '--intel', `TOR_EXIT_IP=${list}`]).stdout), [
    'UnauthorizedAccess:IAMUser/TorIPCaller',
  ])
  assert.equal(
    run(['scan', log, '--threat-list', list, '--trusted-list', file('ours.txt', '45.155.205.99\n')]).stdout,
    '',
  )
})

test('--inventory describes the instance, --account and --region fill in what records lack', () => {
  const flows = opened(40_001, '45.155.205.99', 443)
  const log = file('flow.log', [flows[0].header, ...flows.map(({ line }) => line)].join('\n'))
  const inventory = file(
    'inventory.json',
    JSON.stringify({
      Reservations: [
        {
          OwnerId: '111122223333',
          Instances: [
            { InstanceId: 'i-0a1b2c3d4e5f60001', InstanceType: 'm5.large', Tags: [{ Key: 'Name', Value: 'web' }] },
          ],
        },
      ],
    }),
  )
  const [finding] = run([
    'scan',
    log,
    '--intel',
    `C2_IP=${file('c2.txt', '45.155.205.99\n')}`,
    '--inventory',
    inventory,
  ])
    .stdout.split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
  assert.equal(finding.resource.instanceDetails.instanceType, 'm5.large')
  assert.deepEqual(finding.resource.instanceDetails.tags, [{ key: 'Name', value: 'web' }])
  const audit = file(
    'audit.jsonl',
    JSON.stringify(
      auditRecord('create', 'pods', { namespace: 'kube-system', name: 'x', subresource: 'exec', code: 101 }),
    ),
  )
  const [exec] = run(['scan', audit, '--account', '444455556666', '--region', 'eu-west-1'])
    .stdout.split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
  assert.deepEqual([exec.accountId, exec.region], ['444455556666', 'eu-west-1'])
})

test('--flow-fields reads flow logs without a header', () => {
  const log = file(
    'bare.log',
    '10.0.1.10 45.155.205.99 40001 443 6 1717408800 1717408810 ACCEPT 12 1800 111122223333 eni-1\n',
  )
  const names = 'srcaddr dstaddr srcport dstport protocol start end action packets bytes account-id interface-id'
  const fields = names.replace(/\S+/g, '$${$&}')
  const { stdout } = run([
    'scan',
    log,
    '--flow-fields',
    fields,
    '--intel',
    `C2_IP=${file('c2.txt', '45.155.205.99\n')}`,
  ])
  assert.deepEqual(types(stdout), ['Backdoor:EC2/C&CActivity.B'])
})

test('--stats and --output write files; standard output stays empty', () => {
  const stats = join(folder, 'stats.json')
  const output = join(folder, 'findings.jsonl')
  const { stdout } = run(['scan', trail, '--stats', stats, '--output', output])
  assert.equal(stdout, '')
  assert.equal(types(readFileSync(output, 'utf8')).length, 2)
  const { records, parsed, findings, rejected, bySource, bytes, wallMs, cpuMs, rssMaxBytes } = JSON.parse(
    readFileSync(stats, 'utf8'),
  )
  assert.deepEqual(
    { records, parsed, findings, rejected, bySource },
    { records: 2, parsed: 2, findings: 2, rejected: {}, bySource: { cloudtrail: 2 } },
  )
  for (const figure of [bytes, wallMs, cpuMs, rssMaxBytes]) assert.ok(figure > 0)
})

test('--learn-from reports nothing of the past, and what is known from it is quiet', () => {
  const pod = (at: number) =>
    JSON.stringify(
      auditRecord('create', 'pods', {
        at,
        namespace: 'default',
        name: 'x',
        body: { spec: { containers: [{ name: 'c', image: 'evil/x:1', securityContext: { privileged: true } }] } },
      }),
    )
  const past = file('past.jsonl', `${pod(0)}\n${rootLogin}\n`)
  const present = file('present.jsonl', pod(3_600))
  assert.equal(types(run(['scan', present]).stdout).length, 1)
  assert.equal(run(['scan', present, '--learn-from', past]).stdout, '')
})

test('Ctrl-C ends a scan with status 130 and leaves no temporary file', async () => {
  const before = readdirSync(tmpdir()).filter((name) => name.startsWith('picket-scan-'))
  const scan = spawn(picket, ['scan', '-'], { stdio: ['pipe', 'ignore', 'pipe'] })
  scan.stdin.on('error', () => {})
  scan.stdin.write(`${rootLogin}\n`.repeat(2_000))
  const ended = new Promise<{ code: number | null; errors: string }>((resolve) => {
    let errors = ''
    scan.stderr.on('data', (chunk) => {
      errors += chunk
    })
    scan.on('close', (code) => resolve({ code, errors }))
  })
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  scan.kill('SIGINT')
  const { code, errors } = await ended
  assert.equal(code, 130)
  assert.match(errors, /interrupted/)
  assert.deepEqual(
    readdirSync(tmpdir()).filter((name) => name.startsWith('picket-scan-')),
    before,
  )
})

test('explain tells a type by a part of its name, and lists all types', () => {
  assert.match(run(['explain', 'SSHBrute']).stdout, /^UnauthorizedAccess:EC2\/SSHBruteForce\n/)
  assert.equal(
    run(['explain'])
      .stdout.split('\n')
      .filter((line) => /:(EC2|IAMUser|S3|Kubernetes)\//.test(line)).length,
    102,
  )
  assert.equal(run(['explain', 'Nonsense']).status, 2)
})

test('simulate and scan agree: what the truth file expects is found, and nothing else', () => {
  const out = join(folder, 'organisation')
  assert.equal(run(['simulate', '--out', out, '--seed', '11', '--people', '8', '--instances', '14']).status, 0)
  const truth: { lists: { file: string; option: string }[]; expected: { type: string; accountId: string }[] } =
    JSON.parse(readFileSync(join(out, 'truth.json'), 'utf8'))
  const lists = truth.lists.flatMap(({ file: name, option }) => {
    const [flag = '', category] = option.split(' ')
    return [flag, category === undefined ? join(out, name) : `${category}=${join(out, name)}`]
  })
  const { stdout } = run(['scan', join(out, 'AWSLogs'), '--inventory', join(out, 'inventory.json'), ...lists])
  const found = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .map(({ type, accountId }) => `${type} ${accountId}`)
  assert.deepEqual(found.sort(), truth.expected.map(({ type, accountId }) => `${type} ${accountId}`).sort())
})

test('Ctrl-C ends a scan that waits for a slow reader of its findings', async () => {
  const logins = Array.from({ length: 300 }, (_, i) =>
    JSON.stringify(consoleLogin('root', '81.2.69.144', { actor: rootUser(`${200_000_000_000 + i}`) })),
  )
  const scan = spawn(picket, ['scan', file('many.jsonl', logins.join('\n')), '--format', 'json'])
  await once(scan.stdout, 'readable')
  const ended = once(scan, 'close')
  scan.kill('SIGINT')
  scan.stdout.resume()
  assert.equal((await ended)[1], 'SIGINT')
})

test('a file that cannot be written, or a list that cannot be read, is said before any log is read', () => {
  const nowhere = join(folder, 'no', 'such', 'file')
  const logs = join(folder, 'nowhere')
  for (const option of ['--output', '--stats']) {
    const { status, stderr } = run(['scan', logs, option, nowhere])
    assert.equal(status, 1)
    assert.match(stderr, /cannot write .*no\/such\/file: there is no directory/)
    assert.match(run(['scan', logs, option, folder]).stderr, /cannot write .*: it is a directory/)
  }
  for (const list of [
    ['--threat-list', nowhere],
    ['--trusted-list', nowhere],
    ['--intel', `C2_IP=${nowhere}`],
  ]) {
    const { status, stderr } = run(['scan', logs, ...list])
    assert.equal(status, 2)
    assert.match(stderr, /cannot read .*no\/such\/file: there is no such file/)
  }
  assert.match(run(['scan', logs, '--intel', `C2=${trail}`]).stderr, /--intel takes CATEGORY=FILE/)
})

test('a scan that fails leaves the files of --output and --stats as they were', () => {
  const output = file('earlier.jsonl', 'earlier findings')
  const stats = join(folder, 'never.json')
  assert.equal(run(['scan', join(folder, 'nowhere'), '--output', output, '--stats', stats]).status, 1)
  assert.equal(readFileSync(output, 'utf8'), 'earlier findings')
  assert.equal(existsSync(stats), false)
})

test('a list whose own name has an equals sign', () => {
  const log = file(
    'call-too.jsonl',
    JSON.stringify(callRecord('iam.amazonaws.com', 'CreateUser', { address: '45.155.205.99' })),
  )
  const list = file('a=b.txt', '45.155.205.99\n')
  assert.match(run(['scan', log, '--threat-list', list]).stdout, /"threatListName":"a=b"/)
  assert.match(run(['scan', log, '--threat-list', `mine=${list}`]).stdout, /"threatListName":"mine"/)
})

test('a seed is a whole number', () => {
  for (const command of [['demo'], ['simulate', '--out', join(folder, 'unwritten')]]) {
    for (const seed of ['abc', '', '-1', '1.5']) {
      const { status, stderr } = run([...command, `--seed=${seed}`])
      assert.equal(status, 2)
      assert.match(stderr, /a whole number is wanted/)
    }
  }
})

test('text from the logs cannot steer the terminal', () => {
  const name = 'a\u001b[2Jb\u009bc\u202ed\u2066e\u200ff\u2028g'
  const call = callRecord('cloudtrail.amazonaws.com', 'StopLogging', { request: { name } })
  const log = file('steering.json', JSON.stringify(call))
  const { stdout } = run(['scan', log, '--format', 'table'])
  assert.match(stdout, /\\x1b.*\\x9b.*\\u202e/s)
  assert.doesNotMatch(stdout, /[\u001b\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/)
})
