import node from '@astrojs/node';
import preact from '@astrojs/preact';
import { defineConfig } from 'astro/config';

export default defineConfig({
  output: 'server',
  // Whole pages: an error in the last part of one must still become a calm page, not half of one.
  adapter: node({ mode: 'middleware', experimentalDisableStreaming: true }),
  integrations: [preact()],
  trailingSlash: 'never',
  devToolbar: { enabled: false },
  // The middleware checks each post's origin itself, against the one address in the settings.
  security: { checkOrigin: false },
  // The content security policy allows no inline styles or scripts.
  build: { inlineStylesheets: 'never' },
  vite: { build: { assetsInlineLimit: 0 }, ssr: { external: ['better-sqlite3', '@node-rs/argon2', 'pino'] } },
});
