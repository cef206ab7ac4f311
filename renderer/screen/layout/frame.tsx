import { lazy, Suspense } from 'react';
import { useScreen } from '../stores/use-screen.ts';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { Navigation } from './navigation.tsx';

const TicketsPage = lazy(async () => ({ default: (await import('../features/ticket/tickets-page.tsx')).TicketsPage }));
const CallsPage = lazy(async () => ({ default: (await import('../features/calls/calls-page.tsx')).CallsPage }));
const PracticePage = lazy(async () => ({ default: (await import('../features/practice/practice-page.tsx')).PracticePage }));
const SettingsPage = lazy(async () => ({ default: (await import('../features/settings/settings-page.tsx')).SettingsPage }));

export function Frame() {
  const page = useScreen((view) => view.page);
  return (
    <div className="nh-frame">
      <Navigation />
      <ErrorBoundary name={page} key={page}>
        <Suspense fallback={null}>
          {page === 'tickets' && <TicketsPage />}
          {page === 'calls' && <CallsPage />}
          {page === 'practice' && <PracticePage />}
          {page === 'settings' && <SettingsPage />}
        </Suspense>
      </ErrorBoundary>
    </div>
  );
}
