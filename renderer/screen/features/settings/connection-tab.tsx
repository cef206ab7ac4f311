import { Button, Skeleton } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequestReply } from '#shared/bridge/requests.ts';
import type { ScreenRefusal } from '../../bridge/port.ts';
import { useRequest } from '../../stores/use-ask.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { AccountPart } from './account-part.tsx';
import { ConnectionFields } from './connection-fields.tsx';
import { ConnectionNow } from './connection-now.tsx';

export type StoredConnection = RequestReply<'connection.get'>;

/** What this seat is connected to, who is signed in, and the addresses to change it. */
export function ConnectionTab() {
  const { t } = useTranslation('settings');
  const { t: why } = useTranslation('refusal');
  const request = useRequest();
  const [stored, setStored] = useState<StoredConnection | null>(null);
  const [refusal, setRefusal] = useState<ScreenRefusal | null>(null);

  const read = useCallback(async () => {
    const reply = await request('connection.get', {});
    setRefusal(reply.ok ? null : reply.error.code);
    if (reply.ok) setStored(reply.value);
  }, [request]);
  useEffect(() => {
    void read();
  }, [read]);

  return (
    <div className="nh-connection" data-testid="connection-tab">
      <ConnectionNow />
      <AccountPart />
      {stored !== null ? (
        <ConnectionFields key={JSON.stringify(stored)} stored={stored} onStored={() => void read()} />
      ) : refusal === null ? (
        <Skeleton active paragraph={{ rows: 5 }} title={false} />
      ) : (
        <EmptyState
          title={t('connection.failed')}
          hint={why(refusal)}
          action={<Button onClick={() => void read()}>{t('connection.again')}</Button>}
        />
      )}
    </div>
  );
}
