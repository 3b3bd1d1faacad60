import type { Scene } from '../attacks/attack.ts'
import type { LogRecord } from '../records/log-record.ts'

/** Something harmless that looks like an attack: no finding may come of it. */
export interface Trap {
  name: string
  /** The finding type that it must not cause. */
  resembles: string
  why: string
  run(scene: Scene): LogRecord[]
}
