import type { FlowRecord, FlowSubject } from './event.ts'
import type { Rejection } from './rejection.ts'
import type { RecordSink } from './sink.ts'

/** Keeps a copy of everything that a decoder gives, for tests: in the order given, and by kind. Numbers of subjects mean nothing in `all`. */
export class FlowRecorder implements RecordSink {
  readonly all: unknown[] = []
  readonly flows: (FlowRecord & { of: FlowSubject })[] = []
  readonly idles: string[] = []
  readonly records: string[] = []
  readonly rejections: Rejection[] = []

  flow(record: FlowRecord, subjects: readonly FlowSubject[]): void {
    const { subject: number, ...rest } = record
    this.flows.push({ ...record, of: subjects[number] })
    this.all.push({ ...rest, of: subjects[number] })
  }

  idle(status: 'NODATA' | 'SKIPDATA'): void {
    this.idles.push(status)
    this.all.push(status)
  }

  json(source: string): void {
    this.records.push(source)
    this.all.push(source)
  }

  ignored(kind: string): void {
    this.all.push(kind)
  }

  reject(rejection: Rejection): void {
    this.rejections.push(rejection)
    this.all.push(rejection)
  }

  get reasons(): string[] {
    return this.rejections.map((one) => one.reason)
  }
}
