import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { listNameOf } from '../intel/list-name.ts'
import type { Finding } from '../model/finding.ts'
import { CONFIG_DEFAULTS } from '../server/config/defaults.ts'
import type { Config } from '../server/config/schema.ts'
import { SignedClient } from './signed-client.ts'

interface Truth {
  lists: { file: string; option: string }[]
  expected: { type: string; accountId: string; region: string }[]
}

const BUSY_PAUSE_MS = 500
const SETTLING_PAUSE_MS = 200
const A_DAY_S = 86_400
/** Where a path says nothing: clusters and resolvers of the invented organisation are all here. */
const HOME_REGION = 'eu-central-1'

/** The simulated organisation as accounts of a service: its configuration, its administrator, its logs. */
export class DemoOrganisation {
  readonly #folder: string
  readonly #truth: Truth
  readonly #accountIds: string[]
  readonly #logs: string[]
  readonly #regions: string[]

  constructor(folder: string) {
    this.#folder = folder
    this.#truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8'))
    const logs = join(folder, 'AWSLogs')
    this.#accountIds = readdirSync(logs).sort()
    this.#logs = readdirSync(logs, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
    this.#regions = [...new Set([HOME_REGION, ...this.#truth.expected.map(({ region }) => region)])]
  }

  get expected(): number {
    return this.#truth.expected.length
  }

  config(dataDir: string, listen: string): Config {
    const intel = this.#lists('--intel').map(({ file, option }) => ({
      category: option.split(' ')[1] ?? '',
      file: join(this.#folder, file),
    }))
    return {
      ...CONFIG_DEFAULTS,
      listen,
      dataDir,
      organization: { id: 'o-demo000000', managementAccount: this.#administrator },
      accounts: this.#accountIds.map((id, index) => ({
        id,
        email: `account-${index + 1}@example.com`,
        organizationMember: true,
        keys: [{ ...keyOf(id), access: 'full' }],
      })),
      // Files are delivered one by one: nothing is judged before the whole day is there.
      lateness: A_DAY_S,
      intel,
      inventory: [join(this.#folder, 'inventory.json')],
      lists: { allowHosts: [], allowFiles: [this.#folder] },
    }
  }

  /** Makes the first account the organisation's administrator in every region, the others its members, and gives it the lists. */
  async setUp(url: string): Promise<void> {
    const others = this.#accountIds.slice(1).map((accountId) => ({ accountId, email: `${accountId}@example.com` }))
    for (const region of this.#regions) {
      const client = this.#client(url, region)
      await client.call('POST', '/admin/enable', { adminAccountId: this.#administrator })
      const detectorId = await this.#detectorId(client)
      await client.call('POST', `/detector/${detectorId}/member`, { accountDetails: others })
      await this.#putLists(client, detectorId)
    }
  }

  /** Posts every log file; shows how far it is on a terminal. */
  async deliverLogs(url: string, terminal: NodeJS.WriteStream, signal: AbortSignal): Promise<void> {
    const total = this.#logs.length
    for (const [index, file] of this.#logs.entries()) {
      signal.throwIfAborted()
      const region = this.#regions.find((one) => file.includes(`/${one}/`)) ?? HOME_REGION
      await this.#deliver(this.#client(url, region), file)
      if (terminal.isTTY) terminal.write(`\r${index + 1} of ${total} files`)
    }
    if (terminal.isTTY) terminal.write('\n')
    while (!(await this.#isSettled(url))) {
      signal.throwIfAborted()
      await pause(SETTLING_PAUSE_MS)
    }
  }

  /** What the administrator sees, in all regions; most severe first. */
  async findings(url: string): Promise<Finding[]> {
    const found: Finding[] = []
    for (const region of this.#regions) {
      const client = this.#client(url, region)
      const detectorId = await this.#detectorId(client)
      let nextToken = ''
      do {
        const page = await client.call<{ findingIds: string[]; nextToken: string }>(
          'POST',
          `/detector/${detectorId}/findings`,
          { sortCriteria: { attributeName: 'severity', orderBy: 'DESC' }, ...(nextToken === '' ? {} : { nextToken }) },
        )
        const path = `/detector/${detectorId}/findings/get`
        const { findings } = await client.call<{ findings: Finding[] }>('POST', path, { findingIds: page.findingIds })
        found.push(...findings)
        nextToken = page.nextToken
      } while (nextToken !== '')
    }
    return found.sort((a, b) => b.severity - a.severity)
  }

  /** What to try next. */
  farewell(url: string): string {
    const { id, secret } = keyOf(this.#administrator)
    return [
      '\nThe service goes on until Ctrl-C. Ask it with the AWS CLI, in another terminal:',
      `  export AWS_ACCESS_KEY_ID=${id} AWS_SECRET_ACCESS_KEY=${secret} AWS_DEFAULT_REGION=${HOME_REGION}`,
      `  export AWS_ENDPOINT_URL_GUARDDUTY=${url}`,
      '  D=$(aws guardduty list-detectors --query "DetectorIds[0]" --output text)',
      '  aws guardduty get-findings-statistics --detector-id $D --finding-statistic-types COUNT_BY_SEVERITY',
      `  aws guardduty list-findings --detector-id $D --finding-criteria '{"Criterion":{"severity":{"Gte":7}}}'`,
    ].join('\n')
  }

  get #administrator(): string {
    return this.#accountIds[0] ?? ''
  }

  #client(url: string, region: string): SignedClient {
    return new SignedClient(url, region, keyOf(this.#administrator))
  }

  async #detectorId(client: SignedClient): Promise<string> {
    const { detectorIds } = await client.call<{ detectorIds: string[] }>('GET', '/detector')
    return detectorIds[0] ?? ''
  }

  #lists(option: string): Truth['lists'] {
    return this.#truth.lists.filter((list) => list.option.split(' ')[0] === option)
  }

  async #putLists(client: SignedClient, detectorId: string): Promise<void> {
    const kinds = [
      ['--threat-list', 'threatintelset', 'threatIntelSetId'],
      ['--trusted-list', 'ipset', 'ipSetId'],
    ] as const
    for (const [option, path, idMember] of kinds) {
      for (const { file } of this.#lists(option)) {
        const name = listNameOf(file)
        const location = `file://${join(this.#folder, file)}`
        const input = { name, format: 'TXT', location, activate: true }
        const made = await client.call<Record<string, string>>('POST', `/detector/${detectorId}/${path}`, input)
        await this.#untilActive(client, `/detector/${detectorId}/${path}/${made[idMember]}`)
      }
    }
  }

  async #untilActive(client: SignedClient, path: string): Promise<void> {
    for (;;) {
      const { status } = await client.call<{ status: string }>('GET', path)
      if (status === 'ACTIVE') return
      if (status === 'ERROR') throw new Error(`the list at ${path} could not be read`)
      await pause(SETTLING_PAUSE_MS)
    }
  }

  async #deliver(client: SignedClient, file: string): Promise<void> {
    for (;;) {
      const response = await client.send('POST', '/ingest/v1/records', readFileSync(file))
      if (response.ok) return
      if (response.status !== 503) throw new Error(`${basename(file)}: ${response.status} ${await response.text()}`)
      await pause(BUSY_PAUSE_MS)
    }
  }

  async #isSettled(url: string): Promise<boolean> {
    const client = this.#client(url, HOME_REGION)
    const { waiting } = await client.call<{ waiting: { objects: number } }>('GET', '/picket/v1/pipeline')
    return waiting.objects === 0
  }
}

/** Known to everybody: the demo's data are invented, and its service listens on this machine alone. */
function keyOf(accountId: string): { id: string; secret: string } {
  return { id: `AKIADEMO${accountId}`, secret: 'demonstration-secret-of-an-invented-account' }
}
