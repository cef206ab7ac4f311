import { App } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequestName, RequestParams, RequestReply } from '#shared/bridge/requests.ts';
import type { Result } from '#shared/result.ts';
import type { ScreenRefusal } from '../bridge/port.ts';
import { useSeatContext } from './seat-context.ts';

type Ask = <N extends RequestName>(name: N, params: RequestParams<N>) => Promise<Result<RequestReply<N>, ScreenRefusal>>;

/** Asks the seat and says nothing: for callers that show a refusal in their own place, such as beside a field. */
export function useRequest(): Ask {
  return useSeatContext().port.request;
}

/** Asks the seat; a refusal is told to the agent in a plain sentence that says what to do. Stable between renders. */
export function useAsk(): Ask {
  const { port } = useSeatContext();
  const { message } = App.useApp();
  const { t } = useTranslation('refusal');
  return useCallback<Ask>(
    async (name, params) => {
      const result = await port.request(name, params);
      if (!result.ok) {
        void message.open({ type: 'warning', content: t(result.error.code), key: `refusal-${result.error.code}`, duration: 6 });
      }
      return result;
    },
    [port, message, t],
  );
}
