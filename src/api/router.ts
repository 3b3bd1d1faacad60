import { type OperationName, operationNames, operations } from '../model/api/operations.ts'

export interface Route {
  operation: OperationName
  pathMembers: Record<string, string>
}

/** Routes by method and number of segments; paths are split before they are decoded, so that a segment may hold a slash. */
export function route(method: string, rawPath: string): Route | undefined {
  const segments = rawPath.replace(/\/$/, '').split('/').slice(1)
  for (const { operation, pattern } of ROUTES.get(`${method} ${segments.length}`) ?? []) {
    const pathMembers = match(pattern, segments)
    if (pathMembers !== undefined) return { operation, pathMembers }
  }
  return undefined
}

const ROUTES = new Map<string, { operation: OperationName; pattern: string[] }[]>()
for (const operation of operationNames) {
  const { method, path } = operations[operation]
  const pattern = path.split('/').slice(1)
  const key = `${method} ${pattern.length}`
  ROUTES.set(key, [...(ROUTES.get(key) ?? []), { operation, pattern }])
}

function match(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  const members: Record<string, string> = {}
  for (const [index, part] of pattern.entries()) {
    const segment = decoded(segments[index])
    if (segment === undefined || segment === '') return undefined
    if (part.startsWith('{')) members[part.slice(1, -1)] = segment
    else if (part !== segment) return undefined
  }
  return members
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}
