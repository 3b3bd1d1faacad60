import type { Usage } from './measure.ts'

export interface Contender<Result extends Usage> {
  name: string
  run(): Promise<Result>
}

/**
 * Runs the contenders in turns, so that a busy or a slow while of the machine meets all of them, each round starting with
 * another one. Answers each contender's run of the least CPU time, with the least wall time and the highest peak of all.
 */
export async function contest<Result extends Usage>(
  contenders: readonly Contender<Result>[],
  rounds: number,
): Promise<Map<string, Result>> {
  const best = new Map<string, Result>()
  for (let round = 0; round < rounds; round += 1) {
    const turn = round % contenders.length
    for (const { name, run } of [...contenders.slice(turn), ...contenders.slice(0, turn)]) {
      best.set(name, better(best.get(name), await run()))
    }
  }
  return best
}

function better<Result extends Usage>(before: Result | undefined, now: Result): Result {
  if (before === undefined) return now
  const peakBytes = Math.max(before.peakBytes ?? 0, now.peakBytes ?? 0)
  return {
    ...(now.cpuSeconds < before.cpuSeconds ? now : before),
    wallSeconds: Math.min(before.wallSeconds, now.wallSeconds),
    ...(peakBytes > 0 ? { peakBytes } : {}),
  }
}
