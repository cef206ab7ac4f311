import { registerHooks } from 'node:module';

// `node --import tests/fakes/electron/hook.mjs dist/desktop/main.js`: the built program finds the fake where Electron would be.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: new URL('./module.ts', import.meta.url).href, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
});
