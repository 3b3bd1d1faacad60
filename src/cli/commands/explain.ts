import { Command } from 'commander'
import { explanation, typeList } from '../explanation.ts'
import { UsageError } from '../usage-error.ts'

/** `picket explain [TYPE]` */
export function explainCommand(): Command {
  return new Command('explain')
    .description('What a finding type means, sees, misses and needs; without a type: all types, and which are detected')
    .argument('[type]', 'a finding type, or a part of its name')
    .action((type: string | undefined) => {
      if (type === undefined) {
        process.stdout.write(typeList())
        return
      }
      const text = explanation(type)
      if (text === undefined) throw new UsageError(`no finding type is called ${type}; picket explain lists them`)
      process.stdout.write(text)
    })
}
