// The site under test: the server that BATON_SERVER names, with its own pages; BATON_PAGES=dist puts the client just built before it.
import type { Server } from 'node:http'

export interface Site { base: string; close: () => void }
export async function openSite(): Promise<Site> {
  const server = process.env.BATON_SERVER
  if (!server) throw new Error('BATON_SERVER names no server: start `baton demo`, or run `make walk`')
  if (process.env.BATON_PAGES !== 'dist') return { base: server, close: () => undefined }
  const { start } = (await import('../../tools/front.mjs' as string)) as { start: (server: string) => Promise<Server> }
  const front = await start(server)
  const address = front.address()
  return { base: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`, close: () => front.close() }
}
