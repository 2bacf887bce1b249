import { virtual } from '@guidepup/virtual-screen-reader';
import { createMerchantClient } from '@onfile/hooks';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { OnfileProvider, PaymentResult, type PaymentResultProps } from './index.ts';
import { accessibilityTree } from './accessibility-tree.case.ts';
import { type Spoken, spoken, type Stage, stage, type StageOptions } from './stage.case.tsx';

afterEach(() => virtual.stop());

const payButton = /^(Pay|Оплатить) /;

/** A phrase without the hard spaces of money. */
const plain = (phrase: string) => phrase.replaceAll(/[\u00A0\u202F]/g, ' ');
/** All that was said. */
const heard = async () => (await virtual.spokenPhraseLog()).map(plain);
/** What was said by the page itself, in its live regions. */
const announced = async () => (await heard()).filter((phrase) => /^(polite|assertive): ./.test(phrase));

/** Opens a stage and, when its cards are there, switches on a reader that has said nothing yet. */
async function listenTo(options: StageOptions): Promise<Stage> {
  const on = await stage({ now: () => Date.UTC(2026, 10, 23, 9, 30), ...options });
  const { screen } = on;
  const card = options.mode === 'manage' ? screen.getByRole('listitem') : screen.getByRole('radio', { checked: true });
  await expect.element(card.first()).toBeInTheDocument();
  await virtual.start({ container: screen.container });
  await virtual.clearSpokenPhraseLog();
  return on;
}

/** Reads on until `last` has been said. */
async function readTo(last: string): Promise<string[]> {
  const phrases: string[] = [];
  /* oxlint-disable no-await-in-loop -- a reader reads one thing after the other */
  while (phrases.at(-1) !== last && phrases.length < 100) {
    await virtual.next();
    phrases.push(plain(await virtual.lastSpokenPhrase()));
  }
  /* oxlint-enable no-await-in-loop */
  return phrases;
}

/**
 * The choices as Chromium tells a reader of them: name, and whether it is chosen and has the focus. The reader of these tests looks at the
 * attribute `checked`, which says what was chosen first and not what is.
 */
async function choices(): Promise<string[]> {
  const { outline } = await accessibilityTree();
  return [...outline.matchAll(/^\s*(radio .*?\])/gm)].map(([, line = '']) => line);
}

const sentences = {
  en: {
    title: 'Pay with a saved card',
    group: 'Choose a card',
    order: 'Order 2341',
    visa: 'Visa, ending in 0 0 2 8, expires November 2028',
    mastercard: 'Mastercard, ending in 1 0 3 0, expires November 2028',
    another: 'Another card',
    hint: 'On the secure payment page',
    past: 'radio, Belarusbank, Belkart, ending in 7 7 8 1, expired August 2026, Past its date; your bank may still accept it., not checked, position 5, set size 7',
    gone: 'radio, Bank USA, Maestro, ending in 6 7 5 9, expired December 2025, This card can no longer be charged., not checked, disabled, position 4, set size 7',
    remove: (card: string) => `Remove ${card.replace(/,.*/, '')} ending in ${card.match(/\d \d \d \d/)?.[0]}`,
    undo: 'Undo',
    removed: 'Mastercard •• 1030 is removed.',
    pay: 'Pay ₽1,250.00 with Visa •• 0028',
    lock: 'Your card number never reaches this shop',
    asked: 'dialog, Remove Mastercard •• 1030?, To pay with it again you will have to enter it anew.',
    cancel: 'Cancel',
    wait: 'Your bank is being asked. Please keep this page open.',
    declined: 'Your bank said no',
    why: 'Nothing was charged: there is not enough money on this card. Top it up or choose another; your choice is kept.',
    checking:
      'group, We are checking with the bank, The answer has not come yet. Please do not pay again. This page looks again by itself, and your order will show the result if you close it.',
    paid: 'group, Paid, ₽1,250.00 with Visa •• 0028.',
    nowPaid: 'Paid ₽1,250.00 with Visa •• 0028.',
    results: {
      authorised: [
        'Payment authorised',
        '₽1,250.00 is set aside on your card. The shop takes it when your order is ready.',
      ],
      review: [
        'The shop is looking into it',
        'Something about this payment needs a person. Please do not pay again; the shop will settle it.',
      ],
      canceled: ['Payment canceled', 'Nothing is charged for this order.'],
      expired: ['Time is up', 'The time to pay for this order is over. Nothing was charged.'],
    },
    cards: 'Your cards',
    name: 'Rename Visa ending in 0 0 2 8',
    default: 'Make default: Visa ending in 0 0 2 8',
    kept: 'The change to Visa •• 0028 is kept.',
  },
  ru: {
    title: 'Оплата сохранённой картой',
    group: 'Выберите карту',
    order: 'Заказ 2341',
    visa: 'Visa, последние цифры 0 0 2 8, действует до: ноябрь 2028 г.',
    mastercard: 'Mastercard, последние цифры 1 0 3 0, действует до: ноябрь 2028 г.',
    another: 'Другая карта',
    hint: 'На защищённой странице оплаты',
    past: 'radio, Belarusbank, Belkart, последние цифры 7 7 8 1, истекла: август 2026 г., Срок прошёл, но банк ещё может принять эту карту., not checked, position 5, set size 7',
    gone: 'radio, Bank USA, Maestro, последние цифры 6 7 5 9, истекла: декабрь 2025 г., С этой карты больше нельзя списать деньги., not checked, disabled, position 4, set size 7',
    remove: (card: string) => `Удалить ${card.replace(/,.*/, '')}, последние цифры ${card.match(/\d \d \d \d/)?.[0]}`,
    undo: 'Вернуть',
    removed: 'Карта Mastercard •• 1030 удалена.',
    pay: 'Оплатить 1 250,00 ₽ картой Visa •• 0028',
    lock: 'Номер вашей карты не попадает в этот магазин',
    asked:
      'dialog, Удалить Mastercard •• 1030?, Платить ею в одно нажатие больше не получится. Чтобы вернуть карту, её нужно снова ввести при оплате.',
    cancel: 'Отмена',
    wait: 'Спрашиваем ваш банк. Не закрывайте страницу.',
    declined: 'Банк отклонил оплату',
    why: 'Деньги не списаны: на карте не хватает средств. Пополните её или выберите другую; ваш выбор сохранён.',
    checking:
      'group, Уточняем у банка, Ответ ещё не пришёл. Пожалуйста, не платите ещё раз. Страница проверит сама, а если её закрыть, результат появится в заказе.',
    paid: 'group, Оплачено, 1 250,00 ₽ картой Visa •• 0028.',
    nowPaid: 'Оплачено 1 250,00 ₽ картой Visa •• 0028.',
    results: {
      authorised: [
        'Оплата подтверждена банком',
        '1 250,00 ₽ зарезервировано на карте. Магазин спишет сумму, когда заказ будет готов.',
      ],
      review: [
        'Магазин разбирается',
        'С этой оплатой должен разобраться человек. Пожалуйста, не платите ещё раз: магазин всё уладит.',
      ],
      canceled: ['Оплата отменена', 'За этот заказ ничего не списано.'],
      expired: ['Время вышло', 'Время на оплату заказа закончилось. Деньги не списаны.'],
    },
    cards: 'Ваши карты',
    name: 'Назвать Visa, последние цифры 0 0 2 8',
    default: 'Сделать основной: Visa, последние цифры 0 0 2 8',
    kept: 'Изменение карты Visa •• 0028 сохранено.',
  },
} satisfies Record<Spoken, object>;

describe.each(['en', 'ru'] satisfies Spoken[])('in %s a reader', (language) => {
  const said = sentences[language];

  it('reads the list from the heading to the button', async () => {
    await listenTo({ language });
    const digits = (last4: string) => `•••• ${last4} · 11/28`;
    expect(await readTo(`end of region, ${said.title}`)).toEqual([
      `region, ${said.title}`,
      `heading, ${said.title}, level 2`,
      said.order,
      `group, ${said.group}`,
      said.group,
      `radio, ${said.visa}, checked, position 1, set size 3`,
      'Visa',
      digits('0028'),
      `button, ${said.remove(said.visa)}`,
      `radio, ${said.mastercard}, not checked, position 2, set size 3`,
      'Mastercard',
      digits('1030'),
      `button, ${said.remove(said.mastercard)}`,
      `radio, ${said.another}, ${said.hint}, not checked, position 3, set size 3`,
      said.another,
      said.hint,
      `end of group, ${said.group}`,
      'status',
      `button, ${said.pay}`,
      said.pay,
      `end of button, ${said.pay}`,
      'status',
      'paragraph',
      said.lock,
      'end of paragraph',
      `end of region, ${said.title}`,
    ]);
    expect(await announced()).toEqual([]);
  });

  it('reads why a card cannot be chosen with the card', async () => {
    await listenTo({ language, customer: 'vera' });
    const read = await readTo(`end of group, ${said.group}`);
    expect(read).toContain(said.gone);
    expect(read).toContain(said.past);
  });

  it('says what is chosen with the arrows', async () => {
    const { screen } = await listenTo({ language });
    await screen.getByRole('radio', { checked: true }).click();
    await virtual.clearSpokenPhraseLog();
    await userEvent.keyboard('{ArrowDown}');
    await expect
      .poll(heard)
      .toEqual([expect.stringMatching(new RegExp(`^radio, ${said.mastercard}, .*position 2, set size 3$`))]);
    await expect
      .poll(choices)
      .toEqual([
        `radio "${said.visa}" [not checked]`,
        `radio "${said.mastercard}" [focused, checked]`,
        `radio "${said.another}" [not checked]`,
      ]);
    await userEvent.keyboard('{ArrowDown}');
    await expect.poll(heard).toHaveLength(2);
    expect((await heard())[1]).toContain(`radio, ${said.another}, ${said.hint}`);
    await expect
      .poll(choices)
      .toEqual([
        `radio "${said.visa}" [not checked]`,
        `radio "${said.mastercard}" [not checked]`,
        `radio "${said.another}" [focused, checked]`,
      ]);
  });

  it('says once that a card is removed, and where the focus went', async () => {
    const { screen, again, queryClient } = await listenTo({ language, undo: 60_000 });
    const remove = screen.getByRole('button', { name: said.remove(said.mastercard) });
    await remove.click();
    await expect.poll(announced).toEqual([`polite: ${said.removed}`]);
    expect(await heard()).toContain(`button, ${said.remove(said.visa)}`);
    await screen.getByRole('button', { name: said.undo }).click();
    await expect.poll(heard).toContain(`button, ${said.undo}`);
    expect((await heard()).filter((phrase) => phrase === `button, ${said.remove(said.mastercard)}`)).toHaveLength(2);

    await virtual.clearSpokenPhraseLog();
    await remove.click();
    await expect.poll(announced).toEqual([`polite: ${said.removed}`]);
    await again({ undo: 1 });
    // Its time is over, the gateway has removed it, and nothing of that is said again.
    await expect.element(screen.getByRole('button', { name: said.undo })).not.toBeInTheDocument();
    await expect.poll(() => queryClient.isMutating()).toBe(0);
    await expect.element(screen.getByText(said.removed)).toBeVisible();
    await again({ theme: 'dark' });
    await again();
    expect(await announced()).toEqual([`polite: ${said.removed}`]);
  });

  it('reads the question before a removal, and what came of it', async () => {
    const { screen } = await listenTo({ language });
    await screen.getByRole('button', { name: said.remove(said.mastercard) }).click();
    const dialog = screen.getByRole('dialog');
    await expect.element(dialog).toBeVisible();
    await expect.poll(heard).toEqual([`button, ${said.remove(said.mastercard)}`, said.asked, `button, ${said.cancel}`]);
    // This reader loses its way where a dialog that it is in leaves the page: from here on it listens to the region alone.
    await virtual.stop();
    await virtual.start({ container: screen.getByRole('status').first().element() });
    await dialog.getByRole('button').nth(1).click();
    await expect.poll(announced).toEqual([`polite: ${said.removed}`]);
    await expect.element(screen.getByRole('button', { name: said.remove(said.visa) })).toHaveFocus();
  });

  it('says that the bank is asked, and reads on to its refusal', async () => {
    const { screen, again } = await listenTo({ language, scenario: 'declined' });
    await screen.getByRole('button', { name: payButton }).click();
    await expect.element(screen.getByRole('alert')).toBeVisible();
    expect(await announced()).toEqual([`polite: ${said.wait}`]);
    // The focus is where it was, and the next thing there is the refusal.
    expect(await readTo(said.why)).toEqual([
      said.pay,
      `end of button, ${said.pay}`,
      'status',
      'alert',
      'strong',
      said.declined,
      'end of strong',
      said.why,
    ]);
    await again();
    await again({ theme: 'dark' });
    expect(await announced()).toEqual([`polite: ${said.wait}`]);
  });

  it('says that it is not known yet, and then that it is paid', async () => {
    const { screen, chain, again } = await listenTo({ language, scenario: 'unconfirmed' });
    await screen.getByRole('button', { name: payButton }).click();
    await expect.poll(heard).toContain(said.checking);
    const before = await heard();
    await again();
    await again({ theme: 'dark' });
    expect(await heard()).toEqual(before);

    await virtual.clearSpokenPhraseLog();
    chain.play(undefined);
    await expect.poll(announced, { timeout: 10_000 }).toContain(`polite: ${said.nowPaid}`);
    // The region is said whole for each piece of it that changed: the words are one and the same.
    expect(new Set(await announced())).toEqual(new Set([`polite: ${said.nowPaid}`]));
  });

  it('says that it is paid', async () => {
    const { screen } = await listenTo({ language });
    await screen.getByRole('button', { name: payButton }).click();
    await expect.poll(heard).toContain(said.paid);
  });

  it.each(['authorised', 'review', 'canceled', 'expired'] as const)(
    'says what came of a payment that was checked, and reads it: %s',
    async (status) => {
      const [title = '', text = ''] = said.results[status];
      const client = createMerchantClient({ baseUrl: '/onfile/v1' });
      const scene = (now: PaymentResultProps['status']) => (
        <OnfileProvider client={client} subject="anna" languages={spoken} locale={language}>
          <PaymentResult
            status={now}
            intent={{ order: '2341', amount: '1250.00', currency: 'RUB' }}
            checkedAt="2026-11-23T09:30:00Z"
          />
        </OnfileProvider>
      );
      const screen = await render(scene('checking'));
      await virtual.start({ container: screen.container });
      await virtual.clearSpokenPhraseLog();
      await screen.rerender(scene(status));
      await expect.poll(announced).toContain(`polite: ${title} ${text}`);
      // Said whole for each piece of it that changed, and nothing else with it.
      expect(new Set(await announced())).toEqual(new Set([`polite: ${title} ${text}`]));
      await virtual.stop();
      await virtual.start({ container: screen.container });
      await readTo(`end of group, ${title}, ${text}`);
      expect(await heard()).toEqual([
        `group, ${title}, ${text}`,
        'status',
        `heading, ${title}, level 2`,
        'paragraph',
        text,
        'end of paragraph',
        'end of status',
        'paragraph',
        said.order,
        'end of paragraph',
        `end of group, ${title}, ${text}`,
      ]);
    },
  );

  it('reads the cards on the account page as sentences, and says that a change is kept', async () => {
    const { screen } = await listenTo({ language, mode: 'manage' });
    expect((await readTo(`button, ${said.default}`)).filter((phrase) => !phrase.startsWith('end of '))).toEqual([
      `region, ${said.cards}`,
      `heading, ${said.cards}, level 2`,
      'list',
      'listitem, level 1, position 1, set size 2',
      said.visa,
      `button, ${said.remove(said.visa)}`,
      `button, ${said.name}`,
      screen.getByRole('button', { name: said.name }).element().textContent,
      `button, ${said.default}`,
    ]);
    await virtual.clearSpokenPhraseLog();
    await screen.getByRole('button', { name: said.default }).click();
    await expect.poll(announced).toEqual([`polite: ${said.kept}`]);
    expect(await heard()).toContain(`button, ${said.name}`);
  });
});

it('negative control: words that are taken away and put back are heard twice', async () => {
  const Twice = () => {
    const [text, setText] = useState('');
    return (
      <>
        <button type="button" onClick={() => setText((old) => (old ? '' : 'Removed.'))}>
          Press
        </button>
        <p role="status">{text}</p>
      </>
    );
  };
  const screen = await render(<Twice />);
  await virtual.start({ container: screen.container });
  for (const count of [1, 1, 2]) {
    // oxlint-disable-next-line no-await-in-loop -- one press after the other
    await screen.getByRole('button').click();
    // oxlint-disable-next-line no-await-in-loop -- one press after the other
    await expect.poll(announced).toHaveLength(count);
  }
});
