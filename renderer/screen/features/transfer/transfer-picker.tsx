import { SearchOutlined } from '@ant-design/icons';
import { Alert, Button, Input, type InputRef, Modal } from 'antd';
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallId } from '#shared/call/call.ts';
import { callById } from '../../stores/call-focus.ts';
import { useSeat } from '../../stores/seat-context.ts';
import { useAsk } from '../../stores/use-ask.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TargetLine } from './target-line.tsx';
import { type Target, targetsFor } from './targets.ts';
import './transfer.css';
import { TransferState } from './transfer-state.tsx';
import { type HeldCustomer, useHoldWhileOpen } from './use-hold-while-open.ts';
import { useRecent } from './use-recent.ts';

type TransferPickerProps = { readonly callId: CallId; readonly open: boolean; readonly onClose: () => void };

/**
 * Where to send the customer. Talked with, the customer is held while it is open; closed without a choice, the agent goes back. Still
 * ringing, the call can only be sent on unanswered; the picker closes when it no longer rings.
 */
export function TransferPicker({ callId, open, onClose }: TransferPickerProps) {
  const { t } = useTranslation('transfer');
  const filter = useRef<InputRef>(null);
  const customer = useHoldWhileOpen(callId, open);
  const unanswered = useSeat((state) => callById(state.calls, callId)?.phase === 'ringing');
  const [rang] = useState(unanswered);
  useEffect(() => {
    if (open && rang && !unanswered) onClose();
  }, [open, rang, unanswered, onClose]);
  const giveUp = (): void => {
    customer.back();
    onClose();
  };
  return (
    <Modal
      open={open}
      onCancel={giveUp}
      footer={null}
      width={560}
      style={{ top: 40 }}
      title={t(rang ? 'elsewhere.title' : 'title')}
      className="nh-transfer"
      destroyOnHidden
      afterOpenChange={(isOpen) => isOpen && filter.current?.focus()}
      data-testid="transfer-picker"
    >
      {open && (
        <Picker callId={callId} unanswered={rang} customer={customer} onSent={onClose} onGiveUp={giveUp} filter={filter} />
      )}
    </Modal>
  );
}

type PickerProps = {
  readonly callId: CallId;
  readonly unanswered: boolean;
  readonly customer: HeldCustomer;
  readonly onSent: () => void;
  readonly onGiveUp: () => void;
  readonly filter: RefObject<InputRef | null>;
};

function Picker({ callId, unanswered, customer, onSent, onGiveUp, filter }: PickerProps) {
  const { t } = useTranslation('transfer');
  const ask = useAsk();
  const colleagues = useSeat((state) => state.colleagues);
  const ownNumber = useSeat((state) => state.identity?.agentNumber ?? '');
  const customerNumber = useSeat((state) => state.calls.calls.find((call) => call.id === callId)?.party.number ?? '');
  const recent = useRecent(customerNumber);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const [sending, setSending] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const targets = useMemo(() => targetsFor(typed, { colleagues, recent, ownNumber }), [typed, colleagues, recent, ownNumber]);
  const index = Math.min(at, targets.length - 1);

  useEffect(() => {
    list.current?.querySelector(`[data-index="${index}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [index]);

  const send = async (target: Target | undefined, how: 'consult' | 'blind'): Promise<void> => {
    if (!target || sending) return;
    setSending(true);
    await customer.settled();
    const where = { callId, to: target.number };
    const reply = unanswered
      ? await ask('call.redirect', where)
      : how === 'consult'
        ? await ask('transfer.consult', where)
        : await ask('transfer.blind', where);
    setSending(false);
    if (reply.ok) onSent();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setAt((index + step + Math.max(1, targets.length)) % Math.max(1, targets.length));
    }
    if (event.key === 'Enter' && !event.ctrlKey && !event.altKey) {
      event.preventDefault();
      void send(targets[index], event.shiftKey ? 'blind' : 'consult');
    }
  };

  return (
    <>
      {unanswered ? (
        <Alert className="nh-transfer-state" type="info" title={t('elsewhere.rings')} />
      ) : (
        <TransferState callId={callId} />
      )}
      <Input
        ref={filter}
        autoFocus
        size="large"
        prefix={<SearchOutlined />}
        value={typed}
        maxLength={40}
        allowClear
        placeholder={t('filter')}
        aria-label={t('filter')}
        role="combobox"
        aria-expanded
        aria-haspopup="grid"
        aria-controls="transfer-targets"
        aria-activedescendant={targets[index] ? `target-${targets[index].key}` : undefined}
        data-testid="transfer-filter"
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} className="nh-targets">
        {targets.length === 0 && (
          <EmptyState
            title={t(colleagues.length === 0 ? 'noColleagues' : 'empty')}
            hint={t(colleagues.length === 0 ? 'noColleaguesText' : 'emptyText')}
          />
        )}
        {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a combobox may open a grid (WAI-ARIA 1.2, combobox); its lines hold buttons, which those of a listbox may not */}
        <table id="transfer-targets" role="grid" aria-label={t('title')}>
          <tbody>
            {targets.map((target, place) => (
              <TargetLine
                key={target.key}
                target={target}
                heading={targets[place - 1]?.kind !== target.kind}
                index={place}
                chosen={place === index}
                disabled={sending}
                unanswered={unanswered}
                onPoint={() => setAt(place)}
                onSend={(how) => void send(target, how)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <footer className="nh-transfer-keys">
        <Hint cap="↑ ↓" text={t('keys.move')} />
        <Hint cap="Enter" text={t(unanswered ? 'elsewhere.send' : 'keys.consult')} />
        {!unanswered && <Hint cap="Shift Enter" text={t('keys.blind')} />}
        <Button type="link" size="small" onClick={onGiveUp}>
          <Hint cap="Esc" text={t(unanswered ? 'elsewhere.close' : 'keys.close')} />
        </Button>
      </footer>
    </>
  );
}

function Hint({ cap, text }: { readonly cap: string; readonly text: string }) {
  return (
    <span className="nh-transfer-hint">
      <kbd>{cap}</kbd> {text}
    </span>
  );
}
