import { Modal } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';

type DialPadProps = { readonly open: boolean; readonly onClose: () => void };

/** Loaded when it first opens: the rules of the world's numbering plans are heavy. */
const DialBody = lazy(async () => ({ default: (await import('./dial-body.tsx')).DialBody }));

/** Where a number is typed, pasted or clicked, and called. */
export function DialPad({ open, onClose }: DialPadProps) {
  const { t } = useTranslation('dial');
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      width={600}
      style={{ top: 40 }}
      title={t('title')}
      destroyOnHidden
      data-testid="dial-pad"
    >
      <Suspense fallback={null}>{open && <DialBody onClose={onClose} />}</Suspense>
    </Modal>
  );
}
