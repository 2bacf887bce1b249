import type { AssetFile, SavedCard } from '@onfile/hooks';
import { onfileKey } from '@onfile/hooks';
import { useQuery } from '@tanstack/react-query';
import { type ComponentPropsWithoutRef, forwardRef, useState } from 'react';
import { styled } from 'styled-components';
import { Buttons, Dialog, Quiet, useModal } from '../internal/Dialog.tsx';
import { Spinner } from '../internal/Spinner.tsx';
import { shortCard } from '../messages/card-words.ts';
import { useWords } from '../messages/words-context.ts';
import { TextButton } from '../SavedCardOption/parts.tsx';

/** Props of `CardTerms`. */
export interface CardTermsProps extends Omit<ComponentPropsWithoutRef<'button'>, 'children'> {
  card: SavedCard;
  /** Default: the browser's own. */
  fetch?: typeof globalThis.fetch;
}

const kindOf = ({ mediaType }: AssetFile) => mediaType.split(';')[0]?.trim().toLowerCase();

/** The terms that the issuer sends with the card: as text where there is text, else as its page. */
function termsOf({ assets }: SavedCard): AssetFile | undefined {
  const files = assets.flatMap(({ assetType, assetData }) => (assetType === 'TERMS_AND_CONDITIONS' ? assetData : []));
  return files.find((file) => kindOf(file) === 'text/plain') ?? files.find((file) => kindOf(file) === 'text/html');
}

/** The issuer's terms of a card. Renders a `<button>` that opens them in a dialog; nothing where the card has none. */
export const CardTerms = forwardRef<HTMLButtonElement, CardTermsProps>(function CardTerms(
  { card, fetch = globalThis.fetch, onClick, ...rest },
  ref,
) {
  const { terms } = useWords().messages;
  const [isOpen, setOpen] = useState(false);
  const file = termsOf(card);
  if (!file) return null;
  return (
    <>
      <TextButton
        ref={ref}
        type="button"
        aria-haspopup="dialog"
        aria-label={terms.openFor(card)}
        {...rest}
        onClick={(event) => {
          onClick?.(event);
          setOpen(true);
        }}
      >
        {terms.open}
      </TextButton>
      {isOpen && <Terms file={file} card={card} fetch={fetch} onClose={() => setOpen(false)} />}
    </>
  );
});

/** Reads the terms. Of a page only whether it is there: what it says goes to no document but its own. */
async function read(fetch: typeof globalThis.fetch, file: AssetFile, signal: AbortSignal): Promise<string> {
  const answer = await fetch(file.url, { signal, credentials: 'same-origin' });
  if (!answer.ok) throw new Error(`The terms at ${file.url} answered ${answer.status}.`);
  if (kindOf(file) === 'text/plain') return answer.text();
  await answer.body?.cancel();
  return '';
}

interface TermsProps {
  file: AssetFile;
  card: SavedCard;
  fetch: typeof globalThis.fetch;
  onClose: () => void;
}

function Terms({ file, card, fetch, onClose }: TermsProps) {
  const { messages } = useWords();
  const { terms } = messages;
  const dialog = useModal(null);
  const { data, status, isFetching, refetch } = useQuery({
    queryKey: [...onfileKey, 'terms', file.url],
    queryFn: ({ signal }) => read(fetch, file, signal),
    staleTime: Infinity,
    retry: false,
    networkMode: 'always',
  });
  return (
    <Window
      ref={dialog}
      aria-label={terms.openFor(card)}
      onClose={({ currentTarget }) => {
        // StrictMode closes it once and opens it again.
        if (!currentTarget.open) onClose();
      }}
    >
      <h2>
        {terms.open} · <bdi dir="ltr">{shortCard(card)}</bdi>
      </h2>
      <Body aria-busy={isFetching}>
        {status !== 'success' && (
          <Waiting role="status">
            {isFetching && <Spinner aria-hidden="true" />}
            <span>{isFetching ? terms.loading : terms.failed}</span>
            {status === 'error' && (
              <TextButton type="button" aria-disabled={isFetching} onClick={() => void refetch()}>
                {messages.retry}
              </TextButton>
            )}
          </Waiting>
        )}
        {status === 'success' &&
          (kindOf(file) === 'text/plain' ? (
            // Can be scrolled, and so can be reached by the keyboard.
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            <Text role="region" tabIndex={0} aria-label={terms.openFor(card)} dir="auto">
              {data}
            </Text>
          ) : (
            // Foreign markup: it runs nothing, posts nothing, opens nothing and has no origin.
            <Page sandbox="" src={file.url} title={terms.openFor(card)} referrerPolicy="no-referrer" />
          ))}
      </Body>
      <Buttons>
        <Quiet type="button" onClick={() => dialog.current?.close()}>
          {messages.close}
        </Quiet>
      </Buttons>
    </Window>
  );
}

const Window = styled(Dialog).withConfig({ componentId: 'onfile-terms' })`
  inline-size: 560px;
  max-inline-size: min(560px, calc(100vw - 32px));
  max-block-size: calc(100dvh - 32px);
  overflow: hidden;
  & bdi {
    white-space: nowrap;
  }
  @media (max-width: 400px) {
    padding: 16px;
  }
  &[open] {
    display: flex;
    flex-direction: column;
  }
`;

/** As high for what is short and for what is long: nothing moves when the terms arrive. */
const Body = styled.div.withConfig({ componentId: 'onfile-terms-body' })`
  box-sizing: border-box;
  display: grid;
  flex: 0 1 420px;
  grid-template: minmax(0, 1fr) / minmax(0, 1fr);
  min-block-size: 120px;
  border: 1px solid var(--onfile-color-border);
  border-radius: 12px;
  overflow: hidden;
`;

const Waiting = styled.div.withConfig({ componentId: 'onfile-terms-waiting' })`
  box-sizing: border-box;
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  place-content: center;
  gap: 8px 12px;
  padding: 24px;
  color: var(--onfile-color-textMuted);
  text-align: center;
`;

const Text = styled.div.withConfig({ componentId: 'onfile-terms-text' })`
  box-sizing: border-box;
  padding: 16px;
  overflow: auto;
  overflow-wrap: anywhere;
  white-space: pre-wrap;
  font-size: 0.9375rem;
  &:focus-visible {
    outline-offset: -3px;
  }
`;

/** White and light in any theme: that is what a page without a theme takes for granted. */
const Page = styled.iframe.withConfig({ componentId: 'onfile-terms-page' })`
  box-sizing: border-box;
  margin: 0;
  display: block;
  inline-size: 100%;
  block-size: 100%;
  border: 0;
  background: #fff;
  color-scheme: light;
`;
