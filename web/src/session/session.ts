// Who is signed in and what the workspace offers; read once, kept for the life of the page.
import { computed, reactive } from 'vue'
import { readSession, readWorkspace, signOut as end } from '@/api/calls'
import { setCsrf } from '@/api/client'
import type { SchemeHead, Session, Workspace } from '@/api/contract'
import { ApiProblem } from '@/api/problem'

const state = reactive<{ session: Session | null; workspace: Workspace | null; asked: boolean }>({ session: null, workspace: null, asked: false })

export const session = computed(() => state.session)
export const workspace = computed(() => state.workspace)

export function can(capability: string): boolean {
  return state.session?.capabilities.includes(capability) ?? false
}
export const canAny = (...capabilities: string[]) => capabilities.some(can)
/** Accounts of the administrators see no data; pages of results are not for them. */
export const seesData = () => canAny('view_published', 'view_drafts', 'view_figures')

export function setSession(session: Session | null) {
  state.session = session
  state.asked = true
  setCsrf(session?.csrf ?? null)
  if (!session) state.workspace = null
}

/** Asks once whether somebody is signed in. */
export async function ensureSession(): Promise<Session | null> {
  if (state.asked) return state.session
  try {
    // 204: nobody is signed in.
    setSession((await readSession()) ?? null)
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) setSession(null)
    else throw error
  }
  return state.session
}

export async function ensureWorkspace(): Promise<Workspace> {
  state.workspace ??= await readWorkspace()
  return state.workspace
}
/** Titles are in the reader's language, so they are read again when it changes. */
export async function reloadWorkspace() {
  if (state.session && !state.session.must_change_password) state.workspace = await readWorkspace()
}

export async function signOut() {
  try {
    await end()
  } finally {
    setSession(null)
  }
}

export function schemeHead(id: string | null | undefined): SchemeHead | null {
  return state.workspace?.schemes.find((scheme) => scheme.id === id) ?? null
}
