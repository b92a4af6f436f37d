// An answer that is not the one asked for: what, where, why, what to do.

export interface FieldProblem { field: string; code: string; detail: string; place?: { file: string; line?: number; column?: number; sheet?: string; cell?: string } }

export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly hint: string | null,
    readonly requestId: string | null,
    readonly fields: FieldProblem[],
  ) {
    super(`${code} ${detail}`)
    this.name = 'ApiProblem'
  }

  /** No answer at all: the network is down, or the server is. */
  get offline(): boolean { return this.status === 0 }
}

/** Reads problem+json; anything else (a proxy's page, say) becomes a problem with the status alone. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  let body: Record<string, unknown> = {}
  try {
    body = (await response.json()) as Record<string, unknown>
  } catch {
    // Not JSON: the status says what is known.
  }
  const text = (key: string) => (typeof body[key] === 'string' ? (body[key] as string) : null)
  return new ApiProblem(
    response.status,
    text('code') ?? `HTTP ${response.status}`,
    text('detail') ?? text('title') ?? response.statusText,
    text('hint'),
    text('request_id') ?? response.headers.get('x-request-id'),
    Array.isArray(body.errors) ? (body.errors as FieldProblem[]) : [],
  )
}
