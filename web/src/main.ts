import { createApp } from 'vue'
import App from './App.vue'
import { whenSignedOut } from './api/client'
import { i18n, keptLang, useLang } from './i18n'
import { router } from './router'
import { setSession } from './session/session'
import './styles/tokens.css'
import './styles/base.css'
import './styles/table.css'
import './styles/print.css'
import './styles/element.css'

whenSignedOut(() => {
  const here = router.currentRoute.value
  setSession(null)
  if (here.path !== '/sign-in') void router.push({ path: '/sign-in', query: { back: here.fullPath, ended: '1' } })
})

await useLang(keptLang() ?? (navigator.language.startsWith('en') ? 'en' : 'zh-CN'))
createApp(App).use(i18n).use(router).mount('#app')
