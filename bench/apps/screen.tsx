// The screen of `SavedCardCheckout` as one would write it by hand for one shop: the same words, roles and behaviour of the list.
import type { CardList, OpenedIntent, SavedCard } from '@onfile/contract';
import { type ElementType, memo, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Part } from './looks.ts';
import { payWords, pictureOf, preselected, viewOf } from './view.ts';

/** What each part of the screen is made of, and the class that it carries where it is a bare element. */
export interface Dress {
  tag: Record<Part, ElementType>;
  of: Partial<Record<Part, string>>;
}

/** What the screen is given. */
export interface ScreenProps {
  /** Absent while it is on its way. */
  list: CardList | undefined;
  intent: OpenedIntent | undefined;
  onRemoved?: (card: SavedCard) => void;
  onPay?: (id: string) => void;
}

const shownAtFirst = 6;
const none: readonly SavedCard[] = [];

interface RowProps {
  card: SavedCard;
  now: Date;
  name: string;
  checked: boolean;
  onChoose: (id: string) => void;
  onRemove: (card: SavedCard) => void;
}

/** Makes the screen, and its row alone, in a dress. A long list shows six rows, and a button for the rest. */
export function createScreen({ tag: T, of }: Dress) {
  const CardRow = memo(function CardRow({ card, now, name, checked, onChoose, onRemove }: RowProps) {
    const view = viewOf(card, now);
    const picture = pictureOf(card);
    const hint = view.hint || (checked && card.needCVC ? hostedCode : '');
    const hintId = `${name}-${card.id}`;
    return (
      <T.row className={of.row} data-payable={view.payable}>
        <T.option className={of.option}>
          <T.radio
            className={of.radio}
            type="radio"
            name={name}
            value={card.id}
            checked={checked}
            disabled={!view.payable}
            aria-label={view.label}
            aria-describedby={hint ? hintId : undefined}
            onChange={() => onChoose(card.id)}
          />
          <T.art className={of.art} data-brand={card.brand}>
            {picture && (
              <T.picture
                className={of.picture}
                src={picture}
                alt=""
                width={68}
                height={43}
                loading="lazy"
                decoding="async"
                onError={hide}
              />
            )}
          </T.art>
          <T.text className={of.text}>
            <T.name className={of.name}>
              <T.title className={of.title}>
                <bdi>{view.title}</bdi>
              </T.title>
              {view.badge && (
                <T.badge className={of.badge} data-kind={view.badge.kind}>
                  {view.badge.text}
                </T.badge>
              )}
            </T.name>
            <T.line className={of.line}>
              {view.brand && <span>{view.brand} </span>}
              <T.digits className={of.digits} dir="ltr">
                {view.digits}
              </T.digits>
            </T.line>
          </T.text>
        </T.option>
        <T.remove
          className={of.remove}
          type="button"
          aria-label={view.remove}
          data-card={card.id}
          onClick={() => onRemove(card)}
        >
          {bin}
        </T.remove>
        {hint && (
          <T.hint className={of.hint}>
            <span id={hintId}>{hint}</span>{' '}
            {!view.payable && (
              <T.textButton
                className={of.textButton}
                type="button"
                aria-label={`Replace it: ${view.short}`}
                onClick={() => onChoose('new')}
              >
                Replace it
              </T.textButton>
            )}
          </T.hint>
        )}
      </T.row>
    );
  });

  function Screen({ list, intent, onRemoved, onPay }: ScreenProps) {
    const name = useId();
    const section = useRef<HTMLElement>(null);
    const [wish, setWish] = useState<string>();
    const [all, setAll] = useState(false);
    const now = useMemo(() => new Date(list?.serverTime ?? 0), [list?.serverTime]);
    const { cards, leaving, remove, undo } = useRemoval(list?.cards ?? none, section, onRemoved);
    const first = useMemo(() => preselected(list?.cards ?? none, now), [list?.cards, now]);
    const chosen = wish ?? first?.id;
    const card = cards.find(({ id }) => id === chosen);
    const isLong = cards.length > shownAtFirst + 2 && !all;
    const [short, long] = payWords(intent, card, now);
    const canPay = intent !== undefined && (card !== undefined || chosen === 'new');
    return (
      <T.root className={of.root} lang="en">
        <T.outer className={of.outer}>
          <T.panel className={of.panel} ref={section} aria-labelledby={`${name}-heading`}>
            <T.header className={of.header}>
              <h2 id={`${name}-heading`} tabIndex={-1}>
                Pay with a saved card
              </h2>
              <span>Order 2341</span>
            </T.header>
            <T.group className={of.group} aria-busy={!list}>
              <T.legend className={of.legend}>Choose a card</T.legend>
              {!list && <T.bones className={of.bones} aria-label="Loading your cards" role="status" />}
              {(isLong ? cards.slice(0, shownAtFirst) : cards).map((one) => (
                <CardRow
                  key={one.id}
                  card={one}
                  now={now}
                  name={name}
                  checked={one.id === chosen}
                  onChoose={setWish}
                  onRemove={remove}
                />
              ))}
              {isLong && (
                <T.more className={of.more} type="button" onClick={() => setAll(true)}>
                  Show {cards.length - shownAtFirst} more
                </T.more>
              )}
              <T.row className={of.row} data-payable>
                <T.option className={of.option}>
                  <T.radio
                    className={of.radio}
                    type="radio"
                    name={name}
                    value="new"
                    aria-labelledby={`${name}-new`}
                    aria-describedby={`${name}-new-hint`}
                    checked={chosen === 'new'}
                    onChange={() => setWish('new')}
                  />
                  <T.newArt className={of.newArt}>{plus}</T.newArt>
                  <T.text className={of.text}>
                    <T.name className={of.name} id={`${name}-new`}>
                      Another card
                    </T.name>
                    <T.line className={of.line} id={`${name}-new-hint`}>
                      On the secure payment page
                    </T.line>
                  </T.text>
                </T.option>
              </T.row>
            </T.group>
            <T.news className={of.news} role="status">
              {leaving && `${viewOf(leaving, now).short} is removed.`}{' '}
              {leaving && (
                <T.textButton className={of.textButton} type="button" onClick={undo}>
                  Undo
                </T.textButton>
              )}
            </T.news>
            <T.payBox className={of.payBox}>
              <T.pay
                className={of.pay}
                type="button"
                aria-disabled={!canPay}
                onClick={() => canPay && chosen && onPay?.(chosen)}
              >
                <T.payShort className={of.payShort} aria-hidden="true">
                  {short}
                </T.payShort>
                <T.payLong className={of.payLong}>{long}</T.payLong>
              </T.pay>
            </T.payBox>
            <div role="status" />
            <T.lock className={of.lock}>{lock} Your card number never reaches this shop</T.lock>
          </T.panel>
        </T.outer>
      </T.root>
    );
  }
  return { Screen, CardRow };
}

/** Takes a card out of the list at once, for good after six seconds; the focus goes to the remove button beside it. */
function useRemoval(
  all: readonly SavedCard[],
  section: { current: HTMLElement | null },
  onRemoved?: (card: SavedCard) => void,
) {
  const [leaving, setLeaving] = useState<SavedCard>();
  const cards = useMemo(() => (leaving ? all.filter((card) => card !== leaving) : all), [all, leaving]);
  useEffect(() => {
    if (!leaving) return;
    const index = all.indexOf(leaving);
    const beside = (all[index - 1] ?? all[index + 1])?.id;
    const target = section.current?.querySelector<HTMLElement>(beside ? `[data-card="${beside}"]` : 'h2');
    target?.focus();
    const timer = setTimeout(() => {
      onRemoved?.(leaving);
      setLeaving(undefined);
    }, 6000);
    return () => clearTimeout(timer);
  }, [leaving, all, section, onRemoved]);
  return { cards, leaving, remove: setLeaving, undo: useCallback(() => setLeaving(undefined), []) };
}

const hostedCode = 'The secure payment page will ask for the code; choose this card again there.';

function hide({ currentTarget }: { currentTarget: HTMLElement }) {
  currentTarget.hidden = true;
}

const bin = (
  <svg
    width="20"
    height="20"
    viewBox="0 0 20 20"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.5"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d="M3.5 5.5h13M8 5.5V4a1 1 0 0 1 1-1h2a1 1 0 0 1 1 1v1.5M5 5.5l.7 10a1.5 1.5 0 0 0 1.5 1.4h5.6a1.5 1.5 0 0 0 1.5-1.4l.7-10M8.5 9v4.5M11.5 9v4.5" />
  </svg>
);
const plus = (
  <svg
    width="16"
    height="16"
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.8"
    aria-hidden="true"
  >
    <path d="M8 3v10M3 8h10" />
  </svg>
);
const lock = (
  <svg
    width="14"
    height="14"
    viewBox="0 0 14 14"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.4"
    aria-hidden="true"
  >
    <rect x="2.5" y="6" width="9" height="6.5" rx="1.5" />
    <path d="M4.5 6V4.3a2.5 2.5 0 0 1 5 0V6" />
  </svg>
);
