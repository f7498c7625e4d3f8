import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.FOOTBRIDGE_SERVER ?? 'http://localhost:3000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    target: 'es2023',
    outDir: 'dist',
    emptyOutDir: true,
    // The content security policy allows no data: address but for images.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
  },
  server: {
    proxy: {
      '/api': { target: server, changeOrigin: false },
      '/live': { target: server, ws: true, changeOrigin: false },
    },
  },
});
