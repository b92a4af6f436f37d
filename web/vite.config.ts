import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

// The server to develop against.
const server = process.env.BATON_SERVER ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  define: {
    __VUE_OPTIONS_API__: 'true',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
  },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    reportCompressedSize: false,
    manifest: true,
    // Few files at first: what every page needs is one, libraries another.
    rolldownOptions: { output: { codeSplitting: { groups: [
      { name: 'vendor', test: /node_modules[\\/](?!echarts|zrender|uqr|@codemirror|@lezer|@marijn|style-mod|w3c-keyname|crelt|tslib)/, priority: 2 },
      { name: 'app', test: /src[\\/](api|format|i18n[\\/](zh|index)|place|session|shell[\\/](?!CommandPalette|KeyHelp)|ui[\\/](BaseIcon|ProblemNote|LoadState|EmptyNote|GridTable|PopMenu|RankChange|RunBadge|SaidWords|grid|say))/, priority: 1 },
    ] } } },
  },
  server: { proxy: { '/api': server } },
})
