import type { Messages } from '..'
import pages from './pages'
import results from './results'
import shell from './shell'

const en: Messages = { ...shell, ...results, ...pages }
export default en
