import type Database from 'better-sqlite3'
import type { Migration } from './migrations/migration.ts'

/** Brings the schema up to date, each step in a transaction of its own. Refuses a database of a later program. */
export function migrate(database: Database.Database, migrations: readonly Migration[]): void {
  database.exec('create table if not exists migration (number integer primary key, name text not null) strict')
  const recorded = database.prepare<[], { number: number }>('select coalesce(max(number), 0) as number from migration')
  const before = recorded.get()?.number ?? 0
  if (before > migrations.length) {
    throw new Error(
      `the database has schema version ${before}, this program knows ${migrations.length}: it was written by a later version`,
    )
  }
  const record = database.prepare('insert into migration (number, name) values (?, ?)')
  for (const { number, name, sql } of migrations.slice(before)) {
    const step = database.transaction(() => {
      database.exec(sql)
      record.run(number, name)
    })
    step.immediate()
  }
}
