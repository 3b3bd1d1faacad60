import Type, { type TSchema } from 'typebox'

/** A member that the service prints as an explicit `null` when it has nothing to say. */
export const nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])
