// A failure before any page could be shown: the server is not there, or the workspace cannot be read.
import { shallowRef } from 'vue'
import type { ApiProblem } from '@/api/problem'

export const startProblem = shallowRef<ApiProblem | null>(null)
