import { callTraps } from './calls.ts'
import { clusterTraps } from './cluster.ts'
import { trafficTraps } from './traffic.ts'
import type { Trap } from './trap.ts'

/** Every benign look-alike; all of them are in every simulation. */
export const TRAPS: readonly Trap[] = [...callTraps, ...trafficTraps, ...clusterTraps]
