import { CATEGORIES, type Category, categoryBit } from '../intel/category.ts'
import { isRoutable4 } from '../intel/routable.ts'
import type { InventoryChange } from '../inventory/inventory.ts'
import type { ApiCall, JsonValue, KubernetesRequest } from '../normalize/event.ts'
import { answerAddress } from './answer-address.ts'
import { ContactWalks } from './contact-walks.ts'
import type { Context, Detector, DetectorState, RunningDetector, Shown } from './detector.ts'
import type { Pair } from './flow-groups.ts'
import type { FlowSummary } from './flow-summary.ts'
import { instanceIdOfSession } from './instance-session.ts'
import { isLongNameText } from './long-name.ts'
import type { NameSummary, Observation } from './observation.ts'
import type { Signal } from './signal.ts'
import type { Topic } from './topic.ts'

/** In a snapshot, beside the names of detectors. */
const CONTACT_WALKS = 'contact walks'

interface Running {
  detector: Detector
  running: RunningDetector
  /** Number of the last observation shown, so that two topics of one observation show it once. */
  shown: number
}

/**
 * The stateful half of detection: shows each observation to the detectors that asked for it, by the dispatch index, and
 * hands on what they signal. Observations come in order of time; detectors' state is bounded by the kit.
 */
export class Engine {
  readonly context: Context
  readonly #all: Running[]
  readonly #byTopic = new Map<Topic, Running[]>()
  readonly #byConnectionPort = new Map<number, Running[]>()
  readonly #instanceSessions: readonly Running[] | undefined
  readonly #longNames: readonly Running[] | undefined
  readonly #textAnswers: readonly Running[] | undefined
  readonly #byAnswer = new Map<number | bigint | undefined, Running[]>()
  readonly #agents: [text: string, running: Running[]][] = []
  readonly #byTries: [portsMin: number, running: Running[]][] = []
  readonly #bySends: [packetsMin: number, running: Running[]][] = []
  /** The least that anybody asks for. */
  readonly #triesMin: number
  readonly #sendsMin: number
  readonly #failingContacts: readonly Running[] | undefined
  readonly #walks = new ContactWalks()
  readonly #trusted = categoryBit('TRUSTED_IP')
  #observations = 0

  constructor(detectors: readonly Detector[], context: Context) {
    this.context = context
    this.#all = detectors.map((detector) => ({ detector, running: detector.start(), shown: 0 }))
    for (const running of this.#all) {
      for (const topic of running.detector.select) addTo(this.#byTopic, topic, running)
    }
    for (const [topic, running] of this.#byTopic) {
      if (topic.startsWith('connections:')) this.#byConnectionPort.set(Number(topic.slice(12)), running)
      if (topic.startsWith('tries:')) this.#byTries.push([Number(topic.slice(6)), running])
      if (topic.startsWith('sends:')) this.#bySends.push([Number(topic.slice(6)), running])
      if (topic.startsWith('resolves:')) this.#byAnswer.set(answerAddress(topic.slice(9)), running)
      if (topic.startsWith('agent:')) this.#agents.push([topic.slice(6), running])
    }
    this.#instanceSessions = this.#byTopic.get('instance-session')
    this.#longNames = this.#byTopic.get('long-name')
    this.#textAnswers = this.#byTopic.get('text-answer')
    this.#failingContacts = this.#byTopic.get('failing-contacts')
    this.#triesMin = Math.min(...this.#byTries.map(([portsMin]) => portsMin))
    this.#sendsMin = Math.min(...this.#bySends.map(([packetsMin]) => packetsMin))
  }

  /** Whether any detector asks about a pair: by a list, the ports tried, connections, the amount sent, or failures. */
  wantsPair(pair: Pair): boolean {
    const { remote, portsTried, packetsSent, apart } = pair
    if (this.#failingContacts !== undefined) pair.contactsFail = this.#walks.failing(pair)
    if (pair.contactsFail || apart || packetsSent >= this.#sendsMin || portsTried >= this.#triesMin) return true
    return this.context.indicators.addresses.categoriesOf4(remote) !== 0
  }

  observe(observation: Observation): Signal[] {
    this.#observations++
    const signals: Signal[] = []
    switch (observation.source) {
      case 'cloudtrail':
        this.#call(observation, signals)
        break
      case 'dns':
        this.#name(observation, signals)
        break
      case 'kubernetes':
        this.#request(observation, signals)
        break
      case 'flow':
        this.#flow(observation, signals)
        break
    }
    return this.context.learning ? [] : signals
  }

  /** Everything earlier than `time` (epoch milliseconds) has been observed. */
  advance(time: number): Signal[] {
    const signals: Signal[] = []
    for (const { running } of this.#all) {
      if (running.advance !== undefined) signals.push(...running.advance(time, this.context))
    }
    return this.context.learning ? [] : signals
  }

  /** Trusted callers are silent, but what they change is learnt all the same. */
  #call(call: ApiCall, signals: Signal[]): void {
    const address = call.caller.kind === 'address' ? call.caller.address : undefined
    const categories = address === undefined ? 0 : this.context.indicators.addresses.categoriesOf(address)
    const changes = this.context.inventory.learn(call)
    if ((categories & this.#trusted) !== 0) return
    this.#show(this.#byTopic.get(`call:${call.service}:${call.name}`), call, signals)
    this.#show(this.#byTopic.get(`actor:${call.actor.type}`), call, signals)
    if (this.#instanceSessions !== undefined && instanceIdOfSession(call) !== undefined)
      this.#show(this.#instanceSessions, call, signals)
    this.#showListed('caller', categories, call, signals)
    if (this.#agents.length > 0) {
      const agent = call.userAgent.toLowerCase()
      for (const [text, running] of this.#agents) if (agent.includes(text)) this.#show(running, call, signals)
    }
    for (const change of changes) this.#change(call, change, signals)
  }

  #change(call: ApiCall, change: InventoryChange, signals: Signal[]): void {
    this.#observations++
    this.#show(this.#byTopic.get(`change:${change.kind}`), { source: 'change', call, change }, signals)
  }

  /** The trusted list does not apply to names. */
  #name(query: NameSummary, signals: Signal[]): void {
    const { names, addresses } = this.context.indicators
    this.#showListed('name', names.categoriesOfText(query.name), query, signals)
    let answers = 0
    for (const { data } of query.answers) {
      const address = answerAddress(data)
      if (address === undefined) continue
      this.#show(this.#byAnswer.get(address), query, signals)
      answers |= typeof address === 'number' ? addresses.categoriesOf4(address) : addresses.categoriesOf(data)
    }
    this.#showListed('answer', answers, query, signals)
    if (this.#longNames !== undefined && isLongNameText(query.name)) this.#show(this.#longNames, query, signals)
    if (this.#textAnswers !== undefined && query.answers.some(({ type }) => type === 'TXT'))
      this.#show(this.#textAnswers, query, signals)
  }

  /** All source addresses but the last are what the client says in headers: trust is of the last alone. */
  #request(logged: KubernetesRequest, signals: Signal[]): void {
    const cluster = this.context.inventory.findCluster(logged.accountId, logged.clusterName)
    const request = cluster === undefined ? logged : { ...logged, ...cluster }
    let categories = 0
    let peer = 0
    for (const address of request.sourceIps) {
      peer = this.context.indicators.addresses.categoriesOf(address)
      categories |= peer
    }
    if ((peer & this.#trusted) !== 0) return
    if (request.object !== undefined) {
      const { resource, subresource } = request.object
      const kind = `${request.verb} ${resource}${subresource ? `/${subresource}` : ''}` as const
      this.#show(this.#byTopic.get(`request:${kind}`), request, signals)
    }
    this.#show(this.#byTopic.get(`user:${request.user.username}`), request, signals)
    this.#showListed('caller', categories, request, signals)
  }

  /** Gateways only pass on what instances say, and those have records of their own. */
  #flow(flow: FlowSummary, signals: Signal[]): void {
    if (this.context.inventory.isGateway(flow.subject.interfaceId)) return
    const categories = this.context.indicators.addresses.categoriesOf4(flow.remoteAddress)
    if ((categories & this.#trusted) !== 0) return
    if (categories !== 0) this.#showListed('remote', categories, flow, signals)
    if (flow.direction === 'OUTBOUND') {
      for (const [portsMin, running] of this.#byTries)
        if (flow.portsTried >= portsMin) this.#show(running, flow, signals)
    }
    if (flow.contactsFail) this.#show(this.#failingContacts, flow, signals)
    if (flow.pairPacketsSent >= this.#sendsMin && isRoutable4(flow.remoteAddress)) {
      for (const [packetsMin, running] of this.#bySends)
        if (flow.pairPacketsSent >= packetsMin) this.#show(running, flow, signals)
    }
    if (flow.connections.length > 0) {
      const servicePort = flow.direction === 'OUTBOUND' ? flow.remotePort : flow.localPort
      this.#show(this.#byConnectionPort.get(servicePort), flow, signals)
    }
  }

  #showListed(
    kind: 'caller' | 'name' | 'answer' | 'remote',
    categories: number,
    shown: Shown,
    signals: Signal[],
  ): void {
    if (categories === 0) return
    for (const category of CATEGORIES) {
      if ((categories & categoryBit(category)) !== 0)
        this.#show(this.#byTopic.get(listTopic(kind, category)), shown, signals)
    }
  }

  #show(running: readonly Running[] | undefined, shown: Shown, signals: Signal[]): void {
    if (running === undefined) return
    for (const one of running) {
      if (one.shown === this.#observations) continue
      one.shown = this.#observations
      for (const signal of one.running.observe(shown, this.context)) signals.push(signal)
    }
  }

  /** Each detector's topics and memory, by its position among the detectors. */
  states(): readonly { types: readonly string[]; select: readonly Topic[]; state: DetectorState }[] {
    return this.#all.map(({ detector: { types, select }, running }) => ({ types, select, state: running.state }))
  }

  snapshot(): JsonValue {
    const own: [string, JsonValue] = [CONTACT_WALKS, this.#walks.snapshot()]
    return [...this.#named().map(([name, { running }]): [string, JsonValue] => [name, running.state.snapshot()]), own]
  }

  /** Restores each detector by its name; a detector that the snapshot does not know starts empty. */
  restore(snapshot: JsonValue): void {
    const saved = new Map(snapshot as unknown as [string, JsonValue][])
    for (const [name, { running }] of this.#named()) {
      const state = saved.get(name)
      if (state !== undefined) running.state.restore(state)
    }
    const walks = saved.get(CONTACT_WALKS)
    if (walks !== undefined) this.#walks.restore(walks)
  }

  /** Detectors with names of their own: their types, and a number where several find the same. */
  #named(): [name: string, running: Running][] {
    const seen = new Map<string, number>()
    return this.#all.map((running) => {
      const types = running.detector.types.join()
      const number = (seen.get(types) ?? 0) + 1
      seen.set(types, number)
      return [number === 1 ? types : `${types} ${number}`, running]
    })
  }
}

function listTopic(kind: 'caller' | 'name' | 'answer' | 'remote', category: Category): Topic {
  return `${kind}:${category}`
}

function addTo(index: Map<Topic, Running[]>, topic: Topic, running: Running): void {
  const list = index.get(topic)
  if (list === undefined) index.set(topic, [running])
  else list.push(running)
}
