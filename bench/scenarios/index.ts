import type { Scenario } from '../scenario.ts'
import { api } from './api.ts'
import { flowLogsV2, flowLogsV5 } from './flow-logs.ts'
import { cloudtrail, dns, kubernetes } from './json-logs.ts'
import { memory } from './memory.ts'
import { workers } from './workers.ts'

export const SCENARIOS: readonly Scenario[] = [
  flowLogsV2,
  cloudtrail,
  dns,
  kubernetes,
  workers,
  memory,
  flowLogsV5,
  api,
]
