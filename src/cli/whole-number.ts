import { UsageError } from './usage-error.ts'

/** Reads the value of an option. Throws `UsageError` for what is no whole number. */
export function wholeNumber(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isSafeInteger(value) || value < 0)
    throw new UsageError(`a whole number is wanted, not ${text === '' ? 'nothing' : text}`)
  return value
}
