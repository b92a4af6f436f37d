// Names for the server's shapes. Its document calls a value that may be null "optional"; answers always carry the key, so here it is required.
import type { components } from './server'

type Schemas = components['schemas']
export type Sent<T> = T extends (infer One)[] ? Sent<One>[] : T extends object ? { [Key in keyof T]-?: Sent<Exclude<T[Key], undefined>> } : T
/** An answer, every key there. */
export type Answer<Name extends keyof Schemas> = Sent<Schemas[Name]>
/** A question; keys may be left out. */
export type Asked<Name extends keyof Schemas> = Schemas[Name]
