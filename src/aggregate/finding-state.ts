import type { Signal } from '../detect/signal.ts'
import type { FindingTypeEntry } from '../model/catalogue/index.ts'
import type { PortProbeDetail } from '../model/port-probe-action.ts'
import type { Resource } from '../model/resource.ts'

/** Calls listed in `additionalInfo.apiCalls`, at most this many names. */
export const API_CALLS_MAX = 50
/** Probes shown in one PORT_PROBE action, and how far apart they may be to be shown together. */
export const PROBES_SHOWN_MAX = 20
export const PROBES_TOGETHER_MS = 600_000
/** Reasons kept to explain a finding. */
export const REASONS_MAX = 20

/** Epoch seconds, as the service prints these. */
export interface ApiCallCount {
  name: string
  count: number
  firstSeen: number
  lastSeen: number
}

/** What is kept of one finding between signals: enough to print its document at any time. */
export interface FindingState {
  entry: FindingTypeEntry
  accountId: string
  region: string
  /** Values of the catalogue's key, in its order. */
  key: readonly string[]
  /** Epoch milliseconds. */
  createdAt: number
  /** When a service last changed it; a scan has no such time. */
  updatedAt?: number
  firstSeen: number
  lastSeen: number
  count: number
  severity: number
  /** The newest signal and the resource as it was then. */
  latest: Signal
  resource: Resource
  facts: Readonly<Record<string, string>>
  apiCalls: ApiCallCount[]
  probes: { time: number; detail: PortProbeDetail }[]
  reasons: string[]
}

/** What a signal says about the finding that it belongs to, with the resource as it is now. */
export interface Piece {
  signal: Signal
  entry: FindingTypeEntry
  resource: Resource
  facts: FindingState['facts']
  key: readonly string[]
}

/** The state of a finding of which this is the first signal. */
export function firstState({ signal, entry, resource, facts, key }: Piece, createdAt: number): FindingState {
  const state: FindingState = {
    entry,
    accountId: signal.accountId,
    region: signal.region,
    key,
    createdAt,
    firstSeen: signal.first,
    lastSeen: signal.last,
    count: 1,
    severity: severityOf(entry, signal),
    latest: signal,
    resource,
    facts,
    apiCalls: [],
    probes: [],
    reasons: [],
  }
  note(state, signal)
  return state
}

/** Takes one more signal of the same finding in: the newest details replace older ones, the rest accumulates. */
export function absorb(state: FindingState, { signal, resource, facts }: Piece): void {
  state.count++
  state.firstSeen = Math.min(state.firstSeen, signal.first)
  if (signal.last >= state.lastSeen) {
    state.lastSeen = signal.last
    state.latest = signal
    state.resource = resource
    state.facts = facts
  }
  state.severity = Math.max(state.severity, severityOf(state.entry, signal))
  note(state, signal)
}

function severityOf(entry: FindingTypeEntry, signal: Signal): number {
  return signal.severity ?? entry.severity.default
}

/** Records what a signal adds to the lists that accumulate. */
function note(state: FindingState, signal: Signal): void {
  if (state.reasons.length < REASONS_MAX && !state.reasons.includes(signal.reason)) state.reasons.push(signal.reason)
  if (signal.apiCall !== undefined) noteApiCall(state, signal.apiCall, signal)
  if (signal.action.actionType === 'PORT_PROBE') {
    for (const detail of signal.action.portProbeAction.portProbeDetails) noteProbe(state, detail, signal.last)
  }
}

function noteApiCall(state: FindingState, name: string, { first, last }: Signal): void {
  const known = state.apiCalls.find((call) => call.name === name)
  const firstSeen = Math.floor(first / 1000)
  const lastSeen = Math.floor(last / 1000)
  if (known !== undefined) {
    known.count++
    known.firstSeen = Math.min(known.firstSeen, firstSeen)
    known.lastSeen = Math.max(known.lastSeen, lastSeen)
  } else if (state.apiCalls.length < API_CALLS_MAX) state.apiCalls.push({ name, count: 1, firstSeen, lastSeen })
}

function noteProbe(state: FindingState, detail: PortProbeDetail, time: number): void {
  const same = (one: PortProbeDetail) =>
    one.localPortDetails.port === detail.localPortDetails.port &&
    one.remoteIpDetails.ipAddressV4 === detail.remoteIpDetails.ipAddressV4
  const newest = Math.max(time, ...state.probes.map((probe) => probe.time))
  state.probes = [...state.probes.filter((probe) => !same(probe.detail)), { time, detail }]
    .filter((probe) => probe.time >= newest - PROBES_TOGETHER_MS)
    .slice(-PROBES_SHOWN_MAX)
}
