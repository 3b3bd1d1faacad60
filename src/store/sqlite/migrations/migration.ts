/** One step of the schema, forward only: what was released is never changed, another step follows. */
export interface Migration {
  number: number
  name: string
  sql: string
}
