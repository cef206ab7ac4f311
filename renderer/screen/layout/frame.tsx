import { Modal } from 'antd';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Banners } from '../features/call/banners.tsx';
import { CallBar } from '../features/call/call-bar.tsx';
import { TransferStrip } from '../features/call/transfer-strip.tsx';
import { useCallActions } from '../features/call/use-call-actions.ts';
import { StatusLine } from '../features/status/status-line.tsx';
import { useSeat } from '../stores/seat-context.ts';
import { useScreen, useScreenActions } from '../stores/use-screen.ts';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { Alerts } from './alerts.tsx';
import {
  CallsPage,
  DevicesPanel,
  DialPad,
  FindDialog,
  HelpDialog,
  KeysPanel,
  PracticePage,
  SettingsPage,
  SignIn,
  TicketsPage,
  TransferPicker,
} from './lazy-parts.ts';
import { forwardGesture, mediaFrameId, useForwardedGestures } from './media-frame.ts';
import { Navigation } from './navigation.tsx';
import { Rehearsal } from './rehearsal.tsx';
import { useLayoutKeys } from './use-layout-keys.ts';
import { Workbench } from './workbench.tsx';
import './layout.css';

/** Bar on top, pages at the left, the workbench or another page, the status line. The bar is there on every page. */
export function Frame() {
  const { t } = useTranslation('layout');
  const page = useScreen((view) => view.page);
  const actions = useCallActions();
  const keyHints = useLayoutKeys(actions);
  const [signIn, setSignIn] = useState(false);
  const signedOut = useSeat((state) => state.centre.phase === 'signed-out');
  const inCall = useSeat((state) => state.calls.calls.length > 0);
  const shell = useSeat((state) => state.shell);
  useForwardedGestures();
  return (
    <div className="nh-frame" data-in-call={inCall || undefined}>
      <a className="nh-skip" href="#nh-main">
        {t('skip')}
      </a>
      <div className="nh-top">
        <ErrorBoundary name="call bar">
          <CallBar actions={actions} keyHints={keyHints} />
        </ErrorBoundary>
      </div>
      <div className="nh-strips">
        <ErrorBoundary name="strips">
          <TransferStrip />
          <Banners onSignIn={() => setSignIn(true)} onEnableSound={forwardGesture} />
        </ErrorBoundary>
      </div>
      <Navigation />
      <main id="nh-main" className="nh-main" tabIndex={-1}>
        <div className="nh-workbench" hidden={page !== 'desk'}>
          <Workbench saveKey={keyHints['save-ticket'] ?? ''} onEnd={actions.end} />
        </div>
        {page !== 'desk' && (
          <div className="nh-page">
            <ErrorBoundary name={page} key={page}>
              <Suspense fallback={null}>
                {page === 'tickets' && <TicketsPage />}
                {page === 'calls' && <CallsPage />}
                {page === 'practice' && <PracticePage />}
                {page === 'settings' && <SettingsPage devices={<DevicesPanel />} keys={<KeysPanel />} />}
              </Suspense>
            </ErrorBoundary>
          </div>
        )}
      </main>
      <StatusLine />
      <Alerts />
      <ErrorBoundary name="rehearsal">
        <Rehearsal />
      </ErrorBoundary>
      <Suspense fallback={null}>
        <Dialogs />
        <Modal open={signIn && signedOut} onCancel={() => setSignIn(false)} footer={null} width={420} destroyOnHidden>
          <SignIn />
        </Modal>
      </Suspense>
      {shell === 'web' && (
        <iframe
          id={mediaFrameId}
          className="nh-media"
          title="media"
          src="/media/"
          allow="microphone; speaker-selection; autoplay"
        />
      )}
    </div>
  );
}

function Dialogs() {
  const transferCallId = useScreen((view) => view.transferCallId);
  const dialOpen = useScreen((view) => view.dialOpen);
  const helpOpen = useScreen((view) => view.helpOpen);
  const findOpen = useScreen((view) => view.findOpen);
  const { closeTransfer, closeDial, setFind } = useScreenActions();
  return (
    <>
      {transferCallId !== null && <TransferPicker callId={transferCallId} open onClose={closeTransfer} />}
      {findOpen && <FindDialog open onClose={() => setFind(false)} />}
      {helpOpen && <HelpDialog />}
      {dialOpen && <DialPad open onClose={closeDial} />}
    </>
  );
}
