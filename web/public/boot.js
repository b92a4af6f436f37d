// Before anything else is loaded: the theme, so that a dark page never flashes white, and the first questions to the server,
// so that their answers are on the way while the scripts still are. A file of its own: no inline script is allowed.
;(function () {
  var theme = null
  var lang = null
  try {
    theme = localStorage.getItem('baton.theme')
    lang = localStorage.getItem('baton.lang')
  } catch {
    // Storage may be closed; the system's choice then holds.
  }
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme
  lang = lang || (navigator.language.indexOf('en') === 0 ? 'en' : 'zh-CN')
  var answers = {}
  function ask(url) {
    answers[url] = fetch(url, { headers: { Accept: 'application/json', 'Accept-Language': lang }, credentials: 'same-origin' })
    answers[url].catch(function () {})
    return answers[url]
  }
  window.batonBoot = { lang: lang, answers: answers }
  if (location.pathname === '/sign-in') return
  ask('/api/session')
    .then(function (response) { return response.status === 200 ? response.clone().json() : null })
    .then(function (session) {
      if (!session || session.must_change_password || session.lang !== lang) return
      ask('/api/workspace')
      if (location.pathname !== '/ranking') return
      // The same order of parts as the page's own question.
      var here = new URLSearchParams(location.search)
      if (!here.get('scheme') || !here.get('period')) return
      var query = new URLSearchParams()
      ;['scheme', 'period', 'run', 'as_of', 'group', 'q', 'sort'].forEach(function (key) { if (here.get(key)) query.set(key, here.get(key)) })
      query.set('order', here.get('order') === 'desc' ? 'desc' : 'asc')
      query.set('limit', '100')
      ask('/api/rankings?' + query.toString())
    })
    .catch(function () {})
})()
