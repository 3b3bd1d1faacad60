import { sqliteAdapter } from '../sqlite/sqlite-adapter.ts'
import type { Adapter } from './adapter.ts'
import { DETECTOR_ID, detector, finding } from './records.ts'

/** What is written in one transaction: so many findings, each telling the transaction's number. */
export const FINDINGS_A_TRANSACTION = 20
/** Findings are written again after so many transactions. */
export const TRANSACTIONS_UNTIL_AGAIN = 5

const ADAPTERS: readonly Adapter[] = [sqliteAdapter]

/** Writes until it is killed: prints a transaction's number once it is acknowledged. */
async function write(adapterName: string, folder: string): Promise<void> {
  const adapter = ADAPTERS.find(({ name }) => name === adapterName)
  if (adapter === undefined) throw new Error(`no adapter ${adapterName}`)
  const store = await adapter.open(folder)
  if ((await store.detectors.find(DETECTOR_ID)) === undefined) await store.detectors.insert(detector())
  const last = await store.secrets.read('transaction')
  for (let number = last === undefined ? 1 : Number(Buffer.from(last).toString()) + 1; ; number++) {
    await store.transaction(
      async (stores) => {
        const first = (number % TRANSACTIONS_UNTIL_AGAIN) * FINDINGS_A_TRANSACTION
        const findings = Array.from({ length: FINDINGS_A_TRANSACTION }, (_, i) =>
          finding(first + i, { severity: number % 9 }),
        )
        for (const { document } of findings) document.title = String(number)
        await stores.findings.put(findings)
        await stores.secrets.write('transaction', Buffer.from(String(number)))
        await stores.engineStates.write('live', Buffer.alloc(50_000, number % 256))
      },
      { durable: number % 2 === 0 },
    )
    process.stdout.write(`${number}\n`)
  }
}

const [adapterName, folder] = process.argv.slice(2)
if (adapterName !== undefined && folder !== undefined && process.argv[1] === import.meta.filename)
  await write(adapterName, folder)
