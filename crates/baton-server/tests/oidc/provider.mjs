// A real identity provider for the tests, on a free port of this machine. It vouches for whoever the header `x-test-subject`
// names. Arguments: the address to send people back to. It prints its own address once it listens, and ends with its input.
import { createServer } from 'node:http'
import Provider from 'oidc-provider'

const [redirect] = process.argv.slice(2)
const server = createServer()
await new Promise((done) => server.listen(0, '127.0.0.1', done))
const issuer = `http://127.0.0.1:${server.address().port}`

const provider = new Provider(issuer, {
  clients: [{ client_id: 'baton', client_secret: 'a secret of the tests', redirect_uris: [redirect], grant_types: ['authorization_code'] }],
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  cookies: { keys: ['of the tests'] },
  ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId })
    grant.addOIDCScope('openid')
    await grant.save()
    return grant
  },
})
const answer = provider.callback()
server.on('request', async (request, response) => {
  if (!request.url.startsWith('/interaction/')) return answer(request, response)
  const subject = request.headers['x-test-subject']
  const result = subject ? { login: { accountId: subject } } : { error: 'access_denied', error_description: 'nobody' }
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
})
process.stdin.on('end', () => process.exit()).resume()
console.log(issuer)
