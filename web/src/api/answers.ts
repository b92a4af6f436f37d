// The server's addresses and shapes, as its document gives them: a call that the server does not know, or answers otherwise, does not compile.
// The document calls a value that may be null "optional"; answers always carry the key, so here it is required.
import type { components, paths } from './server'

type Schemas = components['schemas']
export type Sent<T> = T extends (infer One)[] ? Sent<One>[] : T extends object ? { [Key in keyof T]-?: Sent<Exclude<T[Key], undefined>> } : T
/** An answer, every key there. */
export type Answer<Name extends keyof Schemas> = Sent<Schemas[Name]>
/** A question; keys may be left out. */
export type Asked<Name extends keyof Schemas> = Schemas[Name]
/** An answer in which closed sets of words are named. */
export type Narrow<T, Closed extends { [Key in keyof T]?: T[Key] }> = Omit<T, keyof Closed> & Closed

export type Verb = 'get' | 'post' | 'put' | 'patch' | 'delete'
/** The addresses that take this verb. */
export type PathOf<V extends Verb> = { [P in keyof paths]: paths[P] extends Record<V, unknown> ? P : never }[keyof paths]
type Operation<V extends Verb, P extends PathOf<V>> = paths[P] extends Record<V, infer One> ? One : never

type Part<One, Name extends 'path' | 'query'> = One extends { parameters: infer All } ? (Name extends keyof All ? Pick<All, Name> : unknown) : unknown
type BodyOf<One> = One extends { requestBody: { content: infer Kinds } } ? { body: Kinds extends { 'application/json': infer Json } ? Json : FormData } : unknown
/** What goes with a question: parts of the path, the query, the body. */
export type Question<V extends Verb, P extends PathOf<V>> = Part<Operation<V, P>, 'path'> & Part<Operation<V, P>, 'query'> & BodyOf<Operation<V, P>>
/** The question may be left out where nothing in it has to be said. */
export type Args<V extends Verb, P extends PathOf<V>> = object extends Question<V, P> ? [question?: Question<V, P>] : [question: Question<V, P>]
export type QueryOf<P extends PathOf<'get'>> = Question<'get', P> extends { query?: infer All } ? NonNullable<All> : never

type Json<One> = One extends { content: { 'application/json': infer Body } } ? Sent<Body> : undefined
export type AnswerOf<V extends Verb, P extends PathOf<V>> = Operation<V, P> extends { responses: infer All } ? Json<All[keyof All]> : never
