import { SearchOutlined } from '@ant-design/icons';
import { Button, Input, type InputRef, Modal, Spin } from 'antd';
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import type { CallId } from '#shared/call/call.ts';
import type { Customer } from '#shared/customer/customer.ts';
import { callById, deskCallId } from '../../stores/call-focus.ts';
import { useSeat } from '../../stores/seat-context.ts';
import { useAsk } from '../../stores/use-ask.ts';
import { useScreen, useScreenActions } from '../../stores/use-screen.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useIsLong } from '../../ui/use-is-long.ts';
import './find.css';
import { FoundLine } from './found-line.tsx';
import { ticketAbout } from './ticket-about.ts';
import { type Found, useFindCustomers } from './use-find-customers.ts';

type FindDialogProps = { readonly open: boolean; readonly onClose: () => void };

/** Finds a customer from anywhere: for the call on the desk, else for a new ticket; or to be called. */
export function FindDialog({ open, onClose }: FindDialogProps) {
  const { t } = useTranslation('customer');
  const field = useRef<InputRef>(null);
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      width={640}
      style={{ top: 40 }}
      title={t('findLabel')}
      destroyOnHidden
      afterOpenChange={(isOpen) => isOpen && field.current?.focus()}
      data-testid="find-dialog"
    >
      {open && <Finder field={field} onDone={onClose} />}
    </Modal>
  );
}

/** The call whose customer may be chosen: the one on the desk while it lasts. */
function useCallOnDesk(): CallId | null {
  const chosen = useScreen((view) => view.chosenCallId);
  return useSeat(({ calls }) => {
    const call = callById(calls, deskCallId(calls, chosen));
    return call === null || call.phase === 'ended' ? null : call.id;
  });
}

/** Lines asked for at once: as many as can be looked over. */
const most = 20;

function Finder({ field, onDone }: { readonly field: RefObject<InputRef | null>; readonly onDone: () => void }) {
  const { t } = useTranslation('customer');
  const ask = useAsk();
  const { goTo, openDial } = useScreenActions();
  const callId = useCallOnDesk();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const found = useFindCustomers(text, most);
  const customers = found?.customers ?? [];
  const index = Math.min(at, customers.length - 1);
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    list.current?.querySelector(`[data-index="${index}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [index]);

  const take = async (customer: Customer): Promise<void> => {
    if (callId !== null) {
      const chosen = await ask('customer.choose', { callId, customerId: customer.id });
      if (!chosen.ok) return;
    } else {
      const opened = await ask('draft.open', { callId: null });
      if (!opened.ok) return;
      await ask('draft.change', { draftId: opened.value.draftId, patch: ticketAbout(customer) });
    }
    onDone();
    goTo('desk');
  };
  const dial = (customer: Customer): void => {
    const number = customer.phones[0]?.number;
    if (number === undefined) return;
    onDone();
    openDial(number);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.keyCode === 229 || customers.length === 0) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setAt((index + (event.key === 'ArrowDown' ? 1 : -1) + customers.length) % customers.length);
    }
    const customer = customers[index];
    if (event.key !== 'Enter' || event.ctrlKey || event.altKey || customer === undefined) return;
    event.preventDefault();
    if (event.shiftKey) dial(customer);
    else void take(customer);
  };

  return (
    <>
      <Input
        ref={field}
        autoFocus
        size="large"
        prefix={<SearchOutlined />}
        value={text}
        maxLength={60}
        allowClear
        placeholder={t('find')}
        aria-label={t('findLabel')}
        role="combobox"
        aria-expanded={customers.length > 0}
        aria-haspopup="grid"
        aria-controls="found-customers"
        aria-activedescendant={customers[index] ? `found-${customers[index].id}` : undefined}
        data-testid="find-text"
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} className="nh-found">
        <FindState text={text.trim()} found={found} />
        {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a combobox may open a grid (WAI-ARIA 1.2, combobox); its lines hold buttons, which those of a listbox may not */}
        <table id="found-customers" role="grid" aria-label={t('findLabel')}>
          <tbody>
            {customers.map((customer, place) => (
              <FoundLine
                key={customer.id}
                customer={customer}
                index={place}
                chosen={place === index}
                forCall={callId !== null}
                onPoint={() => setAt(place)}
                onTake={() => void take(customer)}
                onDial={() => dial(customer)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <footer className="nh-found-keys">
        <Hint cap="↑ ↓" text={t('finder.move')} />
        <Hint cap="Enter" text={t(callId === null ? 'finder.ticket' : 'finder.choose')} />
        <Hint cap="Shift Enter" text={t('finder.dial')} />
        <Button type="link" size="small" onClick={onDone}>
          <Hint cap="Esc" text={t('finder.close')} />
        </Button>
      </footer>
    </>
  );
}

/** What stands in place of the lines: how to begin, that it takes its time, that nobody was found, or why it could not be asked. */
function FindState({ text, found }: { readonly text: string; readonly found: Found | null }) {
  const { t } = useTranslation('customer');
  const { t: why } = useTranslation('refusal');
  const loading = useSeat(useShallow(({ centre }) => centre.loading));
  const isLate = useIsLong(text !== '' && found?.asked !== text);
  if (text === '') return <EmptyState title={t('finder.begin')} hint={t('finder.beginText')} />;
  if (found === null) return isLate ? <EmptyState icon={<Spin />} title={t('finder.searching')} /> : null;
  if (found.refusal !== null) return <EmptyState title={t('finder.failed')} hint={why(found.refusal)} />;
  if (found.customers.length > 0) return null;
  return (
    <EmptyState title={t('finder.none', { text: found.asked })} hint={t(loading ? 'finder.noneLoading' : 'finder.noneText')} />
  );
}

function Hint({ cap, text }: { readonly cap: string; readonly text: string }) {
  return (
    <span>
      <kbd>{cap}</kbd> {text}
    </span>
  );
}
