import type { Access, Db } from '../access.ts'

/** How many findings of which detector and severity there are more, or fewer. */
export class SeverityCounts {
  readonly #changes = new Map<string, { detector: number; severity: string; findings: number }>()

  add(detector: number, severity: number | null, findings: number): void {
    const text = severityText(severity)
    const key = `${detector} ${text}`
    const change = this.#changes.get(key) ?? { detector, severity: text, findings: 0 }
    change.findings += findings
    this.#changes.set(key, change)
  }

  /** In the transaction of what was counted. */
  async write(db: Db): Promise<void> {
    for (const change of this.#changes.values()) {
      if (change.findings === 0) continue
      await db
        .insertInto('finding_count_by_severity')
        .values(change)
        .onConflict((conflict) =>
          conflict.columns(['detector', 'severity']).doUpdateSet((of) => ({
            findings: of('finding_count_by_severity.findings', '+', change.findings),
          })),
        )
        .execute()
    }
  }
}

/** As statistics print it, with one decimal. */
export function severityText(severity: number | null): string {
  return (severity ?? 0).toFixed(1)
}

/** How many findings these detectors have. */
export async function findingsOf({ read, dialect }: Access, detectors: readonly number[]): Promise<number> {
  const query = read
    .selectFrom('finding_count_by_severity')
    .select((of) => of.fn.sum<number | null>('findings').as('findings'))
    .where('detector', 'in', dialect.listed(detectors))
  return (await query.executeTakeFirst())?.findings ?? 0
}
