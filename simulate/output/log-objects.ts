import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Organisation } from '../organisation/organisation.ts'
import type { Random } from '../random.ts'
import { type FlowFormat, flowHeader, flowText } from '../records/flow-line.ts'
import type { LogRecord, LogSource } from '../records/log-record.ts'
import { dayPath, objectTime } from '../time-text.ts'
import { subscriptionDocuments } from './subscription-document.ts'

interface Settings {
  organisation: Organisation
  flowFormat: FlowFormat
  random: Random
}

/** Every so many hours the cluster's audit log is plain JSON lines, as a cluster's own log file is. */
const PLAIN_AUDIT_EVERY_HOURS = 4

/** A tenth larger than the usual level, in half the time. */
const COMPRESSION_LEVEL = 4

const compress = promisify(gzip)

/** Writes log objects under the names that AWS gives them, and counts what it wrote. */
export class LogObjects {
  readonly records: Record<LogSource, number> = { cloudtrail: 0, flow: 0, dns: 0, kubernetes: 0 }
  files = 0
  bytes = 0
  compressedBytes = 0
  readonly #out: string
  readonly #settings: Settings

  constructor(out: string, settings: Settings) {
    this.#out = out
    this.#settings = settings
  }

  /** One object for each account, region and source (VPC, for flows and names) of the hour. */
  async writeHour(start: number, ordinary: LogRecord[], planned: readonly LogRecord[]): Promise<void> {
    const records = [...ordinary, ...planned].sort((a, b) => a.time - b.time)
    const attacked = planned.some(({ source }) => source === 'kubernetes')
    const plainAudit = !attacked && Math.floor(start / 3_600_000) % PLAIN_AUDIT_EVERY_HOURS === 3
    const writes: Promise<void>[] = []
    for (const [key, group] of Map.groupBy(records, objectKey)) {
      const random = this.#settings.random.fork(`${start}/${key}`)
      const [{ source } = { source: 'flow' as const }] = group
      this.records[source] += group.length
      writes.push(this.#write(this.#path(group, start, random, plainAudit), this.#content(group, plainAudit)))
    }
    await Promise.all(writes)
  }

  #content(group: readonly LogRecord[], plainAudit: boolean): string {
    const [first] = group
    switch (first?.source) {
      case 'cloudtrail':
        return JSON.stringify({
          Records: group.flatMap((record) => (record.source === 'cloudtrail' ? [record.event] : [])),
        })
      case 'flow':
        return this.#flows(group)
      case 'dns':
        return group.map((record) => (record.source === 'dns' ? `${JSON.stringify(record.query)}\n` : '')).join('')
      case 'kubernetes':
        if (!plainAudit) return subscriptionDocuments(this.#settings.organisation.cluster, group)
        return group
          .map((record) => (record.source === 'kubernetes' ? `${JSON.stringify(record.event)}\n` : ''))
          .join('')
      case undefined:
        return ''
    }
  }

  #flows(group: readonly LogRecord[]): string {
    const { flowFormat } = this.#settings
    const lines = [flowHeader(flowFormat)]
    for (const record of group) if (record.source === 'flow') lines.push(flowText(record.flow, flowFormat))
    return `${lines.join('\n')}\n`
  }

  #path(group: readonly LogRecord[], start: number, random: Random, plainAudit: boolean): string {
    const [first] = group
    if (first === undefined) return 'empty'
    const { accountId, region } = first
    const day = dayPath(start)
    const time = objectTime(start)
    const account = `AWSLogs/${accountId}`
    switch (first.source) {
      case 'cloudtrail':
        return `${account}/CloudTrail/${region}/${day}/${accountId}_CloudTrail_${region}_${time}_${random.alphanumeric(16)}.json.gz`
      case 'flow': {
        const flowLogId = this.#settings.organisation.networks.find(
          ({ vpcId }) => vpcId === first.flow.vpcId,
        )?.flowLogId
        return `${account}/vpcflowlogs/${region}/${day}/${accountId}_vpcflowlogs_${region}_${flowLogId}_${time}_${random.hex(8)}.log.gz`
      }
      case 'dns':
        return `${account}/vpcdnsquerylogs/${first.vpcId}/${day}/${first.vpcId}_vpcdnsquerylogs_${accountId}_${time}_${random.hex(8)}.log.gz`
      case 'kubernetes':
        return plainAudit
          ? `${account}/kubernetes/${first.clusterName}/${day}/audit-${time}.log.gz`
          : `${account}/cloudwatch/aws-eks-${first.clusterName}-cluster/${day}/audit-${time}-${random.uuid()}.gz`
    }
  }

  async #write(path: string, content: string): Promise<void> {
    const plain = Buffer.from(content)
    const compressed = await compress(plain, { level: COMPRESSION_LEVEL })
    await mkdir(dirname(join(this.#out, path)), { recursive: true })
    await writeFile(join(this.#out, path), compressed)
    this.files += 1
    this.bytes += plain.length
    this.compressedBytes += compressed.length
  }
}

function objectKey(record: LogRecord): string {
  const place = `${record.source}/${record.accountId}/${record.region}`
  if (record.source === 'flow') return `${place}/${record.flow.vpcId}`
  return record.source === 'dns' ? `${place}/${record.vpcId}` : place
}
