import pages from './pages'
import results from './results'
import shell from './shell'

export default { ...shell, ...results, ...pages }
