import type { Instance } from '../organisation/networks.ts'
import { instancesOf } from '../organisation/organisation.ts'
import { exchange } from '../records/exchange.ts'
import type { LogRecord } from '../records/log-record.ts'
import { minuteMs } from '../time-text.ts'
import { type Activity, type Hour, sometime, visitorLoad } from './hour.ts'

const ORDERS_PORT = 8_080
const DATABASE_PORT = 5_432
const KUBELET_PORT = 10_250

/** Servers talk to servers: pooled connections whose records neither open nor close them, and node to node chatter. */
export const betweenTiers: Activity = (hour) => {
  const { organisation, random } = hour
  const apps = instancesOf(organisation, 'app')
  const databases = instancesOf(organisation, 'database')
  const nodes = instancesOf(organisation, 'node')
  const load = visitorLoad(hour.start)
  return [
    ...instancesOf(organisation, 'web').flatMap((web) => everyMinute(hour, web, apps, ORDERS_PORT, 40 * load)),
    ...apps.flatMap((app) => everyMinute(hour, app, databases, DATABASE_PORT, 60 * load)),
    ...nodes.flatMap((node) =>
      Array.from({ length: 10 }, () =>
        pooled(hour, node, random.pick(nodes.filter((other) => other !== node)), KUBELET_PORT, 20, sometime(hour)),
      ).flat(),
    ),
  ]
}

/** One of two pooled connections is busy in each minute; a pool keeps its ports for the hour. */
function everyMinute(hour: Hour, from: Instance, to: readonly Instance[], port: number, packets: number): LogRecord[] {
  const { random } = hour
  const pool = [0, 1].map(() => ({ responder: random.pick(to), openerPort: random.ephemeralPort() }))
  return Array.from({ length: 60 }, (_, minute) => {
    const { responder, openerPort } = random.pick(pool)
    return pooled(hour, from, responder, port, packets, hour.start + minute * minuteMs, openerPort)
  }).flat()
}

function pooled(
  hour: Hour,
  opener: Instance,
  responder: Instance,
  responderPort: number,
  mean: number,
  start: number,
  port?: number,
): LogRecord[] {
  const { random } = hour
  const packets = random.size(mean)
  return exchange({
    opener,
    responder,
    openerPort: port ?? random.ephemeralPort(),
    responderPort,
    start,
    seconds: random.whole(40, 59),
    sent: { packets, bytes: packets * random.whole(90, 420) },
    received: { packets, bytes: packets * random.whole(200, 1_100) },
    outcome: 'partial',
  })
}
