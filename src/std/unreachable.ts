/** Ends an exhaustive `switch`: compiles only when every member of the union has its case. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`)
}
