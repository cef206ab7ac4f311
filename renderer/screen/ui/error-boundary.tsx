import { Button } from 'antd';
import { Component, type ReactNode } from 'react';
import { Translation } from 'react-i18next';
import { EmptyState } from './empty-state.tsx';

type Props = { readonly children: ReactNode; readonly name: string };
type State = { readonly failed: boolean };

/** A fault in one part leaves the others working: the call bar above all. React offers this as a class only. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override componentDidCatch(error: unknown): void {
    console.error(`part "${this.props.name}" failed`, error instanceof Error ? error.message : 'unknown');
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <Translation ns="common">
        {(t) => (
          <EmptyState
            title={t('partFailed')}
            action={<Button onClick={() => this.setState({ failed: false })}>{t('partRetry')}</Button>}
          />
        )}
      </Translation>
    );
  }
}
