/** The wire form of an instant in epoch milliseconds: UTC, ISO 8601, always with milliseconds. */
export const wireTime = (ms: number): string => new Date(ms).toISOString()
