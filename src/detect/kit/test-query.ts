import type { NameSummary } from '../observation.ts'

/** A summary of one query at `time`, for tests of the kit. */
export function query(name: string, time = 0, sourceAddress = '10.0.0.5'): NameSummary {
  return {
    source: 'dns',
    time,
    last: time,
    queries: 1,
    blocked: false,
    accountId: '1',
    region: 'r',
    name,
    type: 'A',
    rcode: 'NOERROR',
    answers: [],
    sourceAddress,
    transport: 'UDP',
  }
}
