import { styled } from 'styled-components';
import { later } from '../internal/later.ts';
import { useWords } from '../messages/words-context.ts';
import type { SaveCardConsentProps } from '../SaveCardConsent/SaveCardConsent.tsx';

const consent = later(() => import('../SaveCardConsent/SaveCardConsent.tsx').then((part) => part.SaveCardConsent));

/** Asks for the consent behind the first paint, before anybody can choose another card. */
export const usePreparedConsent = (): void => void consent.use();

/** The consent, and its place while it is on its way: until it is there a card is not kept, as by default. */
export function LaterConsent(props: SaveCardConsentProps) {
  const { messages } = useWords();
  const { part: SaveCardConsent } = consent.use();
  return SaveCardConsent ? <SaveCardConsent {...props} /> : <Place aria-hidden="true">{messages.consent.text}</Place>;
}

/** As high as what is coming: its words stand in it unseen. */
const Place = styled.div.withConfig({ componentId: 'onfile-consent-place' })`
  display: grid;
  align-items: center;
  min-block-size: 44px;
  padding-inline-start: 32px;
  font-size: var(--onfile-font-small);
  line-height: 1.4;
  visibility: hidden;
`;
