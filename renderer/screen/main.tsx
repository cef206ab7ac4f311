import './no-eval.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './ui/screen.css';
import { openPort } from './bridge/open-port.ts';
import { startI18n } from './i18n/start-i18n.ts';
import { Screen } from './layout/screen.tsx';
import { createScreenStore } from './stores/screen-store.ts';
import { createSeatStore } from './stores/seat-store.ts';

const root = document.getElementById('screen');
if (!root) throw new Error('the page has no place for the screen');
const port = openPort(window);
const seat = { port, store: createSeatStore(port), screen: createScreenStore() };

createRoot(root).render(
  <StrictMode>
    <Screen seat={seat} i18n={startI18n()} />
  </StrictMode>,
);
