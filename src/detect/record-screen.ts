import type { Indicators } from '../intel/indicators.ts'
import type { ApiCall } from '../normalize/event.ts'
import type { JsonRecord } from '../normalize/json-record.ts'
import type { JsonSource } from '../normalize/sink.ts'
import { BoundedMap } from '../std/bounded-map.ts'
import { answerAddress, someAnswerAddress } from './answer-address.ts'
import { isInstancePrincipal } from './instance-session.ts'
import { isLongName } from './long-name.ts'
import type { Screen } from './screen.ts'
import { SessionFirsts } from './session-firsts.ts'
import { isTextAnswer } from './text-answer.ts'

/** Answers about user agents are remembered; a busy account shows a few hundred. */
const AGENTS_REMEMBERED_MAX = 4_096
const QUOTED = /"([^"\\]*)"/g

/** Decides from a record's scanned members alone whether anybody wants it: the hot path of the JSON sources. */
export class RecordScreen {
  readonly #screen: Screen
  readonly #indicators: Indicators
  readonly #calls: Map<string, Set<string>>
  readonly #requests: Set<string>
  readonly #users: Set<string>
  readonly #resolves: Set<number | bigint | undefined>
  readonly #isWantedAnswer: (address: number | string) => boolean
  readonly #sessions = new SessionFirsts()
  /** Whether the last call is wanted as one of an instance session, and for nothing else. */
  #isOnlySession = false
  readonly #agents = new BoundedMap<string, boolean>(AGENTS_REMEMBERED_MAX)

  constructor(screen: Screen, indicators: Indicators) {
    this.#screen = screen
    this.#indicators = indicators
    this.#calls = new Map(Object.entries(screen.calls.names).map(([service, names]) => [service, new Set(names)]))
    this.#requests = new Set(screen.requests.kinds)
    this.#users = new Set(screen.requests.users)
    this.#resolves = new Set(screen.names.resolves.map(answerAddress))
    this.#isWantedAnswer = (address) => this.#wantsAnswer(address)
  }

  wants(source: JsonSource, record: JsonRecord): boolean {
    switch (source) {
      case 'cloudtrail':
        return this.#wantsCall(record)
      case 'dns':
        return this.#wantsName(record)
      case 'kubernetes':
        return this.#wantsRequest(record)
      case 'config':
        return true
    }
  }

  /**
   * The last call that was wanted is well-formed and goes on: later ones of the same instance session need not. Answers
   * what it is the first of, when it is wanted for nothing else.
   */
  passed(call: ApiCall): string | undefined {
    const key = this.#screen.calls.instanceSessions ? this.#sessions.note(call) : undefined
    return this.#isOnlySession ? key : undefined
  }

  /** What passed so far is handed on, and no longer a reason to hold others back. */
  forgetPassed(): void {
    this.#sessions.clear()
  }

  #wantsCall(record: JsonRecord): boolean {
    this.#isOnlySession = false
    if (this.#wantsAnyCall(record)) return true
    this.#isOnlySession = this.#screen.calls.instanceSessions && this.#isInstanceSession(record)
    return this.#isOnlySession
  }

  #wantsAnyCall(record: JsonRecord): boolean {
    const { actorTypes, agents, callers } = this.#screen.calls
    for (const type of actorTypes) if (record.equals('userIdentity.type', type)) return true
    const names = this.#calls.get(record.text('eventSource') ?? '')
    if (names?.has(record.text('eventName') ?? '')) return true
    if (callers !== 0 && (this.#categories(record.text('sourceIPAddress') ?? '') & callers) !== 0) return true
    return agents.length > 0 && this.#wantsAgent(record.text('userAgent') ?? '')
  }

  #isInstanceSession(record: JsonRecord): boolean {
    const start = record.valueStart('userIdentity.principalId')
    if (start < 0 || !isInstancePrincipal(record.bytes, start, record.valueEnd('userIdentity.principalId')))
      return false
    if (this.#sessions.hasEarlier(record)) return false
    return this.#indicators.addresses.isRoutable(record.text('sourceIPAddress') ?? '')
  }

  #wantsAgent(agent: string): boolean {
    const known = this.#agents.get(agent)
    if (known !== undefined) return known
    const lower = agent.toLowerCase()
    const wanted = this.#screen.calls.agents.some((text) => lower.includes(text))
    this.#agents.set(agent, wanted)
    return wanted
  }

  #wantsName(record: JsonRecord): boolean {
    const { names, long, texts } = this.#screen.names
    const { bytes } = record
    const start = record.valueStart('query_name')
    if (start < 0) return false
    const end = record.valueEnd('query_name')
    if (long && isLongName(bytes, start, end)) return true
    if ((this.#indicators.names.categoriesOf(bytes, start, end) & names) !== 0) return true
    const answers = record.valueStart('answers')
    if (answers < 0) return false
    if (texts && isTextAnswer(bytes, answers, record.valueEnd('answers'))) return true
    return someAnswerAddress(bytes, answers, record.valueEnd('answers'), this.#isWantedAnswer)
  }

  #wantsAnswer(text: number | string): boolean {
    const address = typeof text === 'number' ? text : answerAddress(text)
    if (this.#resolves.has(address)) return true
    const categories =
      typeof address === 'number' ? this.#indicators.addresses.categoriesOf4(address) : this.#categories(String(text))
    return (categories & this.#screen.names.answers) !== 0
  }

  #wantsRequest(record: JsonRecord): boolean {
    if (record.equals('stage', 'RequestReceived')) return false
    const { callers } = this.#screen.requests
    const resource = record.text('objectRef.resource')
    if (resource !== undefined) {
      const subresource = record.text('objectRef.subresource')
      const kind = `${record.text('verb') ?? ''} ${resource}${subresource ? `/${subresource}` : ''}`
      if (this.#requests.has(kind)) return true
    }
    if (this.#users.size > 0 && this.#users.has(record.text('user.username') ?? '')) return true
    if (callers === 0) return false
    for (const [, address] of (record.text('sourceIPs') ?? '').matchAll(QUOTED)) {
      if ((this.#categories(address) & callers) !== 0) return true
    }
    return false
  }

  #categories(address: string): number {
    return this.#indicators.addresses.categoriesOf(address)
  }
}
