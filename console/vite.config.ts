import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** GraphiQL brings fonts inside its style sheet, which the policy of the page keeps out; the browser's own will do. */
const withoutFonts: Plugin = {
  name: 'without-fonts', enforce: 'pre',
  transform: (code, id) => (id.includes('graphiql') && id.endsWith('.css') ? code.replaceAll(/@font-face\s*\{[^}]*\}/g, '') : undefined),
}

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/console/',
  plugins: [withoutFonts, react()],
  resolve: { dedupe: ['react', 'react-dom', 'graphql'] },
  build: {
    outDir: fileURLToPath(new URL('../dist/console', import.meta.url)),
    emptyOutDir: true,
    target: 'es2023',
    // An image in a style sheet would be data that the policy of the page has to let through.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: 'manifest.json',
    // GraphiQL, which is loaded when it is opened.
    chunkSizeWarningLimit: 2_000,
  },
})
