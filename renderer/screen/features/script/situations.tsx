import { lazy, type RefObject, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Situation } from '#shared/script/view.ts';
import { PanelSection } from '../../ui/panel.tsx';

const SituationSearch = lazy(async () => ({ default: (await import('./situation-search.tsx')).SituationSearch }));

type SituationsProps = {
  readonly situations: readonly Situation[];
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly onChoose: (situation: Situation) => void;
};

/** In the title first, then in what is said. */
export function findSituations(situations: readonly Situation[], text: string): readonly Situation[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return situations;
  const inTitle = situations.filter((one) => one.title.toLowerCase().includes(wanted));
  const inWords = situations.filter(
    (one) => !inTitle.includes(one) && one.say.some((line) => line.toLowerCase().includes(wanted)),
  );
  return [...inTitle, ...inWords];
}

/** The library: the first nine have a digit; the rest are found by typing. */
export function Situations({ situations, searchRef, onChoose }: SituationsProps) {
  const { t } = useTranslation('script');
  const [text, setText] = useState('');
  const found = findSituations(situations, text);
  const searching = text.trim() !== '';
  return (
    <PanelSection title={t('situations')} aside={<span className="nh-quiet">{t('situationsHint')}</span>} grow>
      <div className="nh-situations">
        {(searching ? found : found.slice(0, 9)).map((situation, at) => (
          <button
            type="button"
            key={situation.id}
            className="nh-situation"
            data-testid={`situation-${situation.id}`}
            onClick={() => onChoose(situation)}
          >
            <i aria-hidden="true">{searching ? '' : at + 1}</i>
            <span className="nh-situation-title">{situation.title}</span>
          </button>
        ))}
        {found.length === 0 && <p className="nh-quiet">{t('none')}</p>}
        <Suspense fallback={<span className="nh-situation-search" />}>
          <SituationSearch
            text={text}
            searchRef={searchRef}
            onText={setText}
            onEnter={() => {
              const first = found[0];
              if (!first) return;
              setText('');
              onChoose(first);
            }}
          />
        </Suspense>
      </div>
    </PanelSection>
  );
}
