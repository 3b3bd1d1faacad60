import Database from 'better-sqlite3'

/**
 * Takes the data for this process alone; the operating system gives it back when the process ends, however it ends. The lock
 * is an exclusive transaction on a file beside the data. Answers how to give it back.
 */
export function lockData(path: string): () => void {
  const database = new Database(`${path}.lock`, { timeout: 0 })
  try {
    database.pragma('journal_mode = memory')
    database.exec('begin exclusive')
  } catch (error) {
    database.close()
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      throw new Error(`${path} is in use by another Picket process`)
    throw error
  }
  return () => {
    database.close()
  }
}
