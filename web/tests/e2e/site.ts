// The site under test: a real server if BATON_SERVER names one, else the mock.
import type { Server } from 'node:http'

export interface Site { base: string; close: () => void; mock: boolean }
export async function openSite(): Promise<Site> {
  const real = process.env.BATON_SERVER
  if (real) return { base: real, close: () => undefined, mock: false }
  const { start } = (await import('../../mock/server.mjs' as string)) as { start: (port: number) => Promise<Server> }
  const server = await start(0)
  const address = server.address()
  return { base: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`, close: () => server.close(), mock: true }
}
