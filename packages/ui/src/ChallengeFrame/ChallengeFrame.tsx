import {
  type ComponentPropsWithoutRef,
  forwardRef,
  type SyntheticEvent,
  useCallback,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { styled } from 'styled-components';
import { Buttons, Dialog, Quiet, useModal } from '../internal/Dialog.tsx';
import { icon, iconLines } from '../internal/Icons.tsx';
import { Spinner } from '../internal/Spinner.tsx';
import { useLaterWords } from '../messages/later-words.ts';
import type { ChallengeWords } from '../messages/messages.ts';
import { useWords } from '../messages/words-context.ts';

/** A cross. */
const closeIcon = icon(20, 1.7, 'm5 5 10 10M15 5 5 15');

/** Props of `ChallengeFrame`. */
export interface ChallengeFrameProps extends Omit<
  ComponentPropsWithoutRef<'dialog'>,
  'open' | 'onClose' | 'onCancel' | 'children'
> {
  /**
   * The name of the frame. A form posted to it (`postForm(form, name)`) opens in it. `method` has a frame of its own, so that nothing
   * that comes late from it takes the place of the question: post each form after its status is rendered.
   */
  name: string;
  /** As it was told to the bank: 01 250×400, 02 390×400, 03 500×600, 04 600×400, 05 the whole screen. Smaller where there is no room. */
  size: '01' | '02' | '03' | '04' | '05';
  /** `slow`: the bank's page is late. `decoupled`: the bank asks elsewhere, and there is no frame. */
  status: 'method' | 'challenge' | 'slow' | 'decoupled';
  /** The shopper was asked, and does close it. The payment goes on being read. */
  onClose: () => void;
  /** Takes the frame's element, of `method` and of `challenge` alike: `frameRef` of `useChallenge`. */
  frameRef?: ((frame: HTMLIFrameElement | null) => void) | undefined;
  /** Where the frame begins, where no form is posted into it. */
  src?: string;
}

/**
 * What the bank's page may do: run, post its forms, use its own cookies and storage, and open what it links to. It may not take this
 * page away, for which `allow-top-navigation` stands and is left out. `allow-same-origin` gives it its own origin, not ours; the one page of
 * ours that comes to stand in it is the one that the bank sends the browser back to.
 */
const sandbox = 'allow-scripts allow-forms allow-same-origin allow-popups';

/**
 * The bank's question, in the window that 3-D Secure 2 knows. Renders a native modal `<dialog>` while it is rendered, once its words are
 * there.
 */
export const ChallengeFrame = forwardRef<HTMLDialogElement, ChallengeFrameProps>(function ChallengeFrame(props, ref) {
  const { part: challenge } = useLaterWords(useWords().messages.challenge);
  return challenge ? <ChallengeWindow ref={ref} challenge={challenge} {...props} /> : null;
});

const ChallengeWindow = forwardRef<HTMLDialogElement, ChallengeFrameProps & { challenge: ChallengeWords }>(
  function ChallengeWindow({ name, size, status, onClose, src, frameRef, challenge, ...rest }, ref) {
    const { messages } = useWords();
    const dialog = useModal(ref);
    const heading = useRef<HTMLHeadingElement>(null);
    const frame = useRef<HTMLIFrameElement>(null);
    const [isLeaving, setLeaving] = useState(false);
    const [hasArrived, setArrived] = useState(false);
    const titleId = useId();

    // Into the bank's page once it is there, at first and after the question whether to leave it. Until then beside it, where Escape is
    // heard; else the browser would begin with the button that closes it.
    useLayoutEffect(() => {
      if (!isLeaving) ((hasArrived && frame.current) || heading.current)?.focus();
    }, [isLeaving, hasArrived]);

    const onLoad = ({ currentTarget }: SyntheticEvent<HTMLIFrameElement>) => {
      // A frame loads once more, empty, before the bank's page does. Of that page, an origin of its own, nothing can be read.
      if (currentTarget.contentDocument?.URL !== 'about:blank') setArrived(true);
    };
    const frameProps = { name, sandbox, title: challenge.frame, ...(src && { src }) };
    const takeFrame = useCallback(
      (element: HTMLIFrameElement | null) => {
        frame.current = element;
        frameRef?.(element);
      },
      [frameRef],
    );
    const isAsked = hasArrived || status === 'decoupled';
    const isWaiting = !hasArrived || status === 'method' || status === 'decoupled';
    const { talking, opening, slow, decoupled } = challenge;
    return (
      <Window
        ref={dialog}
        aria-labelledby={titleId}
        data-size={size}
        data-status={status}
        {...rest}
        onCancel={(event) => {
          event.preventDefault();
          setLeaving(true);
        }}
        onClose={({ currentTarget }) => {
          // A second Escape closes it whatever we say (https://html.spec.whatwg.org/#close-watcher): it is asked all the same.
          if (currentTarget.open) return;
          currentTarget.showModal();
          setLeaving(true);
        }}
      >
        <Head>
          <h2 id={titleId} ref={heading} tabIndex={-1}>
            {challenge.title}
          </h2>
          <Close type="button" aria-label={messages.close} onClick={() => setLeaving(true)}>
            {closeIcon}
          </Close>
        </Head>
        <Place data-leaving={isLeaving}>
          {status === 'method' && <Unseen key="method" ref={frameRef} {...frameProps} />}
          {(status === 'challenge' || status === 'slow') && (
            <Frame key="challenge" ref={takeFrame} {...frameProps} onLoad={onLoad} />
          )}
          {isWaiting && (
            <Waiting role="status">
              <Spinner aria-hidden="true" />
              <span>{{ method: talking, challenge: opening, slow, decoupled }[status]}</span>
            </Waiting>
          )}
          {isLeaving && (
            <Leave leave={challenge.leave} isAsked={isAsked} onGo={onClose} onStay={() => setLeaving(false)} />
          )}
        </Place>
      </Window>
    );
  },
);

interface LeaveProps {
  leave: ChallengeWords['leave'];
  isAsked: boolean;
  onStay: () => void;
  onGo: () => void;
}

function Leave({ leave, isAsked, onStay, onGo }: LeaveProps) {
  const stay = useRef<HTMLButtonElement>(null);
  const titleId = useId();
  const textId = useId();
  useLayoutEffect(() => stay.current?.focus(), []);
  return (
    <Question role="alertdialog" aria-labelledby={titleId} aria-describedby={textId}>
      <h2 id={titleId}>{leave.title}</h2>
      <p id={textId}>{isAsked ? leave.asked : leave.notAsked}</p>
      <Buttons>
        <Quiet type="button" onClick={onGo}>
          {leave.go}
        </Quiet>
        <Stay type="button" ref={stay} onClick={onStay}>
          {leave.stay}
        </Stay>
      </Buttons>
    </Question>
  );
}

/** The sizes are those of the frame; the head stands above it. */
const Window = styled(Dialog).withConfig({ componentId: 'onfile-challenge' })`
  --onfile-inline: 250px;
  --onfile-block: 400px;
  inline-size: var(--onfile-inline);
  max-inline-size: 100dvw;
  max-block-size: 100dvh;
  padding: 0;
  border: 0;
  overflow: hidden;
  &[open] {
    display: flex;
    flex-direction: column;
  }
  &[data-size='02'] {
    --onfile-inline: 390px;
  }
  &[data-size='03'] {
    --onfile-inline: 500px;
    --onfile-block: 600px;
  }
  &[data-size='04'] {
    --onfile-inline: 600px;
  }
  &[data-size='05'] {
    --onfile-inline: 100dvw;
    --onfile-block: 100dvh;
    border-radius: 0;
  }
  @media (forced-colors: active) {
    outline: 1px solid CanvasText;
    outline-offset: -1px;
  }
`;

const Head = styled.div.withConfig({ componentId: 'onfile-challenge-head' })`
  box-sizing: border-box;
  display: flex;
  flex: none;
  align-items: center;
  justify-content: space-between;
  gap: 8px;
  min-block-size: 56px;
  padding-inline: 20px 6px;
  border-block-end: 1px solid var(--onfile-color-border);
  & > h2 {
    margin: 0;
    font-size: 1rem;
  }
`;

const Close = styled.button.withConfig({ componentId: 'onfile-challenge-close' })`
  box-sizing: border-box;
  margin: 0;
  font: inherit;
  letter-spacing: inherit;
  text-transform: none;
  display: grid;
  flex: none;
  place-items: center;
  inline-size: 44px;
  block-size: 44px;
  padding: 0;
  border: 0;
  border-radius: 12px;
  background: none;
  ${iconLines}
  color: var(--onfile-color-textMuted);
  cursor: pointer;
  &:hover {
    color: var(--onfile-color-text);
  }
  &:focus-visible {
    outline-offset: -3px;
  }
`;

/** One place for the frame, for what is said meanwhile and for the question: whichever is seen, it has the same size. */
const Place = styled.div.withConfig({ componentId: 'onfile-challenge-place' })`
  box-sizing: border-box;
  display: grid;
  flex: 0 1 var(--onfile-block);
  grid: minmax(0, 1fr) / minmax(0, 1fr);
  min-block-size: 0;
  & > * {
    grid-area: 1 / 1;
  }
  &[data-leaving='true'] > :not([role='alertdialog']) {
    visibility: hidden;
  }
`;

/** White and light in any theme: that is what the bank's page takes for granted. */
const Frame = styled.iframe.withConfig({ componentId: 'onfile-challenge-frame' })`
  box-sizing: border-box;
  margin: 0;
  display: block;
  inline-size: 100%;
  block-size: 100%;
  border: 0;
  background: #fff;
  color-scheme: light;
`;

/** Runs, and is neither seen, nor reached, nor read out. */
const Unseen = styled.iframe.withConfig({ componentId: 'onfile-challenge-method' })`
  box-sizing: border-box;
  margin: 0;
  inline-size: 1px;
  block-size: 1px;
  border: 0;
  visibility: hidden;
`;

const Waiting = styled.div.withConfig({ componentId: 'onfile-challenge-waiting' })`
  box-sizing: border-box;
  display: grid;
  place-content: center;
  justify-items: center;
  gap: 16px;
  padding: 24px;
  background: var(--onfile-color-surfaceRaised);
  color: var(--onfile-color-textMuted);
  text-align: center;
  text-wrap: balance;
`;

const Question = styled.div.withConfig({ componentId: 'onfile-challenge-question' })`
  box-sizing: border-box;
  display: flex;
  flex-direction: column;
  justify-content: center;
  padding: 24px;
  overflow: auto;
  background: var(--onfile-color-surfaceRaised);
  & button {
    flex: 1 1 auto;
  }
`;

const Stay = styled(Quiet).withConfig({ componentId: 'onfile-button-main' })`
  border-color: var(--onfile-color-accent);
  background: var(--onfile-color-accent);
  color: var(--onfile-color-onAccent);
`;
