import type { SavedCard } from '@onfile/hooks';
import { ago, brandName, shortCard, spokenDigits, spokenExpiry } from './card-words.ts';
import type { Messages } from './messages.ts';

const plural = new Intl.PluralRules('ru');
const cardForms: Record<string, string> = { one: 'карту', few: 'карты', many: 'карт', other: 'карты' };
const cards = (count: number) => `${count} ${cardForms[plural.select(count)] ?? 'карт'}`;
/** A card as it is said in a sentence. */
export const spoken = (card: SavedCard): string =>
  `${brandName(card) || 'карту'}, последние цифры ${spokenDigits(card.last4)}`;

/** Russian. */
export const ru: Messages = {
  heading: 'Оплата сохранённой картой',
  headingNew: 'Оплата',
  order: (order) => `Заказ ${order}`,
  legend: 'Выберите карту',
  loading: 'Загружаем ваши карты',
  anotherCard: 'Другая карта',
  anotherCardHint: 'На защищённой странице оплаты',
  noCards: 'У вас пока нет сохранённых карт. Карту можно сохранить при оплате.',
  allFiltered: 'Ни одной из сохранённых карт нельзя оплатить этот заказ.',
  dropped: (count) => `Не удалось показать ${cards(count)}.`,
  showMore: (count) => `Показать ещё ${cards(count)}`,
  retry: 'Повторить',
  listFailed: 'Сейчас не получается показать сохранённые карты. Можно оплатить другой картой.',
  listStale: 'Список мог устареть.',
  orderFailed: 'Этот заказ не удаётся открыть для оплаты.',
  error: {
    bad_request: 'На странице что-то не так. Обновите её. Деньги не списаны.',
    unauthenticated: 'Войдите ещё раз. Деньги не списаны.',
    forbidden: 'Эта страница не может принимать оплату. Деньги не списаны.',
    not_found: 'Такого заказа или карты больше нет. Деньги не списаны.',
    card_gone: 'Эта карта больше не сохранена. Выберите другую. Деньги не списаны.',
    card_not_payable: 'С этой карты нельзя списать деньги. Выберите другую. Деньги не списаны.',
    cvc_required: 'Для этой карты нужен код безопасности. Его спросит защищённая страница оплаты.',
    order_closed: 'Этот заказ уже нельзя оплатить.',
    processing: 'Оплата этого заказа уже идёт.',
    key_reused: 'Нажмите «Оплатить» ещё раз. Деньги не списаны.',
    rate_limited: 'Слишком много попыток. Подождите немного и повторите. Деньги не списаны.',
    unavailable: 'Платёжный сервис сейчас недоступен. Деньги не списаны.',
    offline: 'Нет соединения. Проверьте сеть и повторите.',
    timeout: 'Ответ идёт слишком долго. Повторите.',
    malformed: 'Ответ не удалось прочитать. Повторите.',
  },
  badge: {
    default: 'Основная',
    expired: 'Истекла',
    inactive: 'Не активна',
    blocked: 'Не для этого заказа',
    expires_this_month: 'Истекает в этом месяце',
    expires_soon: 'Скоро истекает',
    past_date: 'Срок прошёл',
  },
  cannotCharge: 'С этой карты больше нельзя списать деньги.',
  replaceIt: 'Заменить',
  pastDateNote: 'Срок прошёл, но банк ещё может принять эту карту.',
  hostedCode: 'Код спросит защищённая страница оплаты; выберите там эту карту ещё раз.',
  cardName: (card, state, locale) =>
    [
      [card.nickname, card.bank, brandName(card)].filter(Boolean).join(', ') || 'Карта',
      `последние цифры ${spokenDigits(card.last4)}`,
      `${state.problem === 'expired' || state.note === 'past_date' ? 'истекла' : 'действует до'}: ${spokenExpiry(card, locale)}`,
      card.isDefault && 'основная',
    ]
      .filter(Boolean)
      .join(', '),
  remove: 'Удалить',
  removeCard: (card) => `Удалить ${spoken(card)}`,
  removeTitle: (card) => `Удалить ${shortCard(card)}?`,
  removeText: 'Платить ею в одно нажатие больше не получится. Чтобы вернуть карту, её нужно снова ввести при оплате.',
  removing: 'Удаляем…',
  removed: (card) => `Карта ${shortCard(card)} удалена.`,
  usedBy: (names) => `С неё списываются: ${names.join(', ')}`,
  removeUsedBy: (names) => `С этой карты списываются: ${names.join(', ')}. Без неё эти платежи не пройдут.`,
  manage: async () => (await import('./manage/ru.ts')).manage,
  cancel: 'Отмена',
  close: 'Закрыть',
  undo: 'Вернуть',
  removeFailed: 'Карта не удалена.',
  lost: (card) => `Карта ${shortCard(card)} больше не сохранена. Выберите другую.`,
  pay: {
    short: (amount, card) => `Оплатить ${amount} · ${card}`,
    long: (amount, card) => `Оплатить ${amount} картой ${card}`,
    onPage: (amount) => `Оплатить ${amount} на странице оплаты`,
  },
  paying: 'Оплачиваем…',
  goingToPage: 'Переходим на страницу оплаты…',
  waiting: {
    card: 'Спрашиваем ваш банк. Не закрывайте страницу.',
    slow: 'Это дольше обычного. Не закрывайте страницу и не платите ещё раз.',
    offline: 'Соединение пропало. Проверим, как только оно вернётся. Пожалуйста, не платите ещё раз.',
    page: 'Открываем защищённую страницу оплаты.',
  },
  offline: 'Нет соединения. Ваш выбор сохранён.',
  chooseFirst: 'Сначала выберите карту.',
  lock: 'Номер вашей карты не попадает в этот магазин',
  declinedTitle: 'Банк отклонил оплату',
  declined: {
    refused: 'Деньги не списаны. Оплатите другой картой или обратитесь в банк; ваш выбор сохранён.',
    insufficient_funds:
      'Деньги не списаны: на карте не хватает средств. Пополните её или выберите другую; ваш выбор сохранён.',
    wrong_details: 'Деньги не списаны: банк не принял данные карты. Проверьте её код или выберите другую карту.',
    wrong_expiry: 'Деньги не списаны: по данным банка срок карты прошёл. Выберите другую карту.',
    limit_exceeded: 'Деньги не списаны: исчерпан лимит по карте. Выберите другую карту или попробуйте завтра.',
    authentication_failed:
      'Деньги не списаны: банк не смог убедиться, что это вы. Повторите или выберите другую карту.',
    card_not_payable: 'Деньги не списаны: эту карту здесь использовать нельзя. Выберите другую карту.',
    try_again: 'Деньги не списаны. Повторите чуть позже.',
  },
  problemTitle: 'Оплата не началась',
  chooseAnother: 'Выбрать другую карту',
  checking: {
    title: 'Уточняем у банка',
    text: 'Ответ ещё не пришёл.',
    strong: 'Пожалуйста, не платите ещё раз.',
    after: 'Страница проверит сама, а если её закрыть, результат появится в заказе.',
  },
  elsewhere: { title: 'Оплата в другой вкладке', text: 'Этот заказ оплачивают в другой вкладке.' },
  checkedAgo: (value, unit) => `проверено ${ago(value, unit, 'ru')}`,
  result: {
    paid: { title: 'Оплачено', text: (amount, card) => (card ? `${amount} картой ${card}.` : `${amount}.`) },
    authorised: {
      title: 'Оплата подтверждена банком',
      text: (amount) => `${amount} зарезервировано на карте. Магазин спишет сумму, когда заказ будет готов.`,
    },
    canceled: { title: 'Оплата отменена', text: () => 'За этот заказ ничего не списано.' },
    expired: { title: 'Время вышло', text: () => 'Время на оплату заказа закончилось. Деньги не списаны.' },
    review: {
      title: 'Магазин разбирается',
      text: () => 'С этой оплатой должен разобраться человек. Пожалуйста, не платите ещё раз: магазин всё уладит.',
    },
  },
  code: async () => (await import('./code/ru.ts')).code,
  bankAsks: 'Банк просит подтвердить платёж, но его вопрос не загрузился.',
  challenge: async () => (await import('./challenge/ru.ts')).challenge,
  consent: {
    text: 'Сохранить карту для следующих оплат в этом магазине. Её хранит платёжный сервис, номер магазину не виден.',
    version: 'ru-1',
    required: 'Чтобы сохранить карту, отметьте это поле.',
  },
  series: async () => (await import('./series/ru.ts')).series,
  terms: {
    open: 'Условия карты',
    openFor: (card) =>
      `Условия карты${brandName(card) && `: ${brandName(card)}`}, последние цифры ${spokenDigits(card.last4)}`,
    loading: 'Загружаем условия…',
    failed: 'Сейчас не получается показать условия.',
  },
};
