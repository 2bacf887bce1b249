import type { SavedCard } from '@onfile/hooks';
import { brandName, shortCard, spokenDigits } from './card-words.ts';
import type { Messages } from './messages.ts';

const plural = new Intl.PluralRules('be');
const cardForms: Record<string, string> = { one: 'картку', few: 'карткі', many: 'картак', other: 'карткі' };
// Chromium carries no Belarusian dates: it would write them in English.
const months = 'студзень люты сакавік красавік май чэрвень ліпень жнівень верасень кастрычнік лістапад снежань'.split(
  ' ',
);
const units = { second: 'с', minute: 'хв', hour: 'гадз' };
const cards = (count: number) => `${count} ${cardForms[plural.select(count)] ?? 'картак'}`;
/** A card as it is said in a sentence. */
export const spoken = (card: SavedCard): string =>
  `${brandName(card) || 'картку'}, апошнія лічбы ${spokenDigits(card.last4)}`;

/** Belarusian. */
export const be: Messages = {
  heading: 'Аплата захаванай карткай',
  headingNew: 'Аплата',
  order: (order) => `Заказ ${order}`,
  legend: 'Выберыце картку',
  loading: 'Загружаем вашы карткі',
  anotherCard: 'Іншая картка',
  anotherCardHint: 'На абароненай старонцы аплаты',
  noCards: 'У вас пакуль няма захаваных картак. Картку можна захаваць пры аплаце.',
  allFiltered: 'Ніводнай з захаваных картак нельга аплаціць гэты заказ.',
  dropped: (count) => `Не ўдалося паказаць ${cards(count)}.`,
  showMore: (count) => `Паказаць яшчэ ${cards(count)}`,
  retry: 'Паўтарыць',
  listFailed: 'Зараз не атрымліваецца паказаць захаваныя карткі. Можна аплаціць іншай карткай.',
  listStale: 'Спіс мог састарэць.',
  orderFailed: 'Гэты заказ не ўдаецца адкрыць для аплаты.',
  error: {
    bad_request: 'На старонцы нешта не так. Абнавіце яе. Грошы не спісаны.',
    unauthenticated: 'Увайдзіце яшчэ раз. Грошы не спісаны.',
    forbidden: 'Гэта старонка не можа прымаць аплату. Грошы не спісаны.',
    not_found: 'Такога заказу або карткі больш няма. Грошы не спісаны.',
    card_gone: 'Гэта картка больш не захавана. Выберыце іншую. Грошы не спісаны.',
    card_not_payable: 'З гэтай карткі нельга спісаць грошы. Выберыце іншую. Грошы не спісаны.',
    cvc_required: 'Для гэтай карткі патрэбны код бяспекі. Яго спытае абароненая старонка аплаты.',
    order_closed: 'Гэты заказ ужо нельга аплаціць.',
    processing: 'Аплата гэтага заказу ўжо ідзе.',
    key_reused: 'Націсніце «Аплаціць» яшчэ раз. Грошы не спісаны.',
    rate_limited: 'Занадта шмат спроб. Пачакайце крыху і паўтарыце. Грошы не спісаны.',
    unavailable: 'Плацежны сэрвіс зараз недаступны. Грошы не спісаны.',
    offline: 'Няма злучэння. Праверце сетку і паўтарыце.',
    timeout: 'Адказ ідзе занадта доўга. Паўтарыце.',
    malformed: 'Адказ не ўдалося прачытаць. Паўтарыце.',
  },
  badge: {
    default: 'Асноўная',
    expired: 'Пратэрмінавана',
    inactive: 'Не актыўная',
    blocked: 'Не для гэтага заказу',
    expires_this_month: 'Заканчваецца ў гэтым месяцы',
    expires_soon: 'Хутка заканчваецца',
    past_date: 'Тэрмін мінуў',
  },
  cannotCharge: 'З гэтай карткі больш нельга спісаць грошы.',
  replaceIt: 'Замяніць',
  pastDateNote: 'Тэрмін мінуў, але банк яшчэ можа прыняць гэту картку.',
  hostedCode: 'Код спытае абароненая старонка аплаты; выберыце там гэту картку яшчэ раз.',
  cardName: (card, state) =>
    [
      [card.nickname, card.bank, brandName(card)].filter(Boolean).join(', ') || 'Картка',
      `апошнія лічбы ${spokenDigits(card.last4)}`,
      `${state.problem === 'expired' || state.note === 'past_date' ? 'тэрмін мінуў' : 'дзейнічае да'}: ${months[card.expiry.month - 1]} ${card.expiry.year}`,
      card.isDefault && 'асноўная',
    ]
      .filter(Boolean)
      .join(', '),
  remove: 'Выдаліць',
  removeCard: (card) => `Выдаліць ${spoken(card)}`,
  removeTitle: (card) => `Выдаліць ${shortCard(card)}?`,
  removeText: 'Плаціць ёю ў адзін націск больш не атрымаецца. Каб вярнуць картку, яе трэба зноў увесці пры аплаце.',
  removing: 'Выдаляем…',
  removed: (card) => `Картка ${shortCard(card)} выдалена.`,
  usedBy: (names) => `З яе спісваюцца: ${names.join(', ')}`,
  removeUsedBy: (names) => `З гэтай карткі спісваюцца: ${names.join(', ')}. Без яе гэтыя плацяжы не пройдуць.`,
  manage: async () => (await import('./manage/be.ts')).manage,
  cancel: 'Скасаваць',
  close: 'Закрыць',
  undo: 'Вярнуць',
  removeFailed: 'Картка не выдалена.',
  lost: (card) => `Картка ${shortCard(card)} больш не захавана. Выберыце іншую.`,
  pay: {
    short: (amount, card) => `Аплаціць ${amount} · ${card}`,
    long: (amount, card) => `Аплаціць ${amount} карткай ${card}`,
    onPage: (amount) => `Аплаціць ${amount} на старонцы аплаты`,
  },
  paying: 'Аплачваем…',
  goingToPage: 'Пераходзім на старонку аплаты…',
  waiting: {
    card: 'Пытаемся ў вашага банка. Не закрывайце старонку.',
    slow: 'Гэта даўжэй, чым звычайна. Не закрывайце старонку і не плаціце яшчэ раз.',
    offline: 'Злучэнне знікла. Праверым, як толькі яно вернецца. Калі ласка, не плаціце яшчэ раз.',
    page: 'Адкрываем абароненую старонку аплаты.',
  },
  offline: 'Няма злучэння. Ваш выбар захаваны.',
  chooseFirst: 'Спачатку выберыце картку.',
  lock: 'Нумар вашай карткі не трапляе ў гэту краму',
  declinedTitle: 'Банк адхіліў аплату',
  declined: {
    refused: 'Грошы не спісаны. Аплаціце іншай карткай або звярніцеся ў банк; ваш выбар захаваны.',
    insufficient_funds:
      'Грошы не спісаны: на картцы не хапае сродкаў. Папоўніце яе або выберыце іншую; ваш выбар захаваны.',
    wrong_details: 'Грошы не спісаны: банк не прыняў даныя карткі. Праверце яе код або выберыце іншую картку.',
    wrong_expiry: 'Грошы не спісаны: паводле даных банка тэрмін карткі мінуў. Выберыце іншую картку.',
    limit_exceeded: 'Грошы не спісаны: вычарпаны ліміт па картцы. Выберыце іншую картку або паспрабуйце заўтра.',
    authentication_failed:
      'Грошы не спісаны: банк не змог упэўніцца, што гэта вы. Паўтарыце або выберыце іншую картку.',
    card_not_payable: 'Грошы не спісаны: гэту картку тут выкарыстоўваць нельга. Выберыце іншую картку.',
    try_again: 'Грошы не спісаны. Паўтарыце крыху пазней.',
  },
  problemTitle: 'Аплата не пачалася',
  chooseAnother: 'Выбраць іншую картку',
  checking: {
    title: 'Удакладняем у банка',
    text: 'Адказ яшчэ не прыйшоў.',
    strong: 'Калі ласка, не плаціце яшчэ раз.',
    after: 'Старонка праверыць сама, а калі яе закрыць, вынік з’явіцца ў заказе.',
  },
  elsewhere: { title: 'Аплата ў іншай укладцы', text: 'Гэты заказ аплачваюць у іншай укладцы.' },
  checkedAgo: (value, unit) => `праверана ${value} ${units[unit]} таму`,
  result: {
    paid: { title: 'Аплачана', text: (amount, card) => (card ? `${amount} карткай ${card}.` : `${amount}.`) },
    authorised: {
      title: 'Аплата пацверджана банкам',
      text: (amount) => `${amount} зарэзервавана на картцы. Крама спіша суму, калі заказ будзе гатовы.`,
    },
    canceled: { title: 'Аплата скасавана', text: () => 'За гэты заказ нічога не спісана.' },
    expired: { title: 'Час выйшаў', text: () => 'Час на аплату заказу скончыўся. Грошы не спісаны.' },
    review: {
      title: 'Крама разбіраецца',
      text: () => 'З гэтай аплатай павінен разабрацца чалавек. Калі ласка, не плаціце яшчэ раз: крама ўсё ўладзіць.',
    },
  },
  code: async () => (await import('./code/be.ts')).code,
  bankAsks: 'Банк просіць пацвердзіць плацеж, але яго пытанне не загрузілася.',
  challenge: async () => (await import('./challenge/be.ts')).challenge,
  consent: {
    text: 'Захаваць картку для наступных аплат у гэтай краме. Яе захоўвае плацежны сэрвіс, нумар краме не бачны.',
    version: 'be-1',
    required: 'Каб захаваць картку, адзначце гэта поле.',
  },
  series: async () => (await import('./series/be.ts')).series,
  terms: {
    open: 'Умовы карткі',
    openFor: (card) =>
      `Умовы карткі${brandName(card) && `: ${brandName(card)}`}, апошнія лічбы ${spokenDigits(card.last4)}`,
    loading: 'Загружаем умовы…',
    failed: 'Зараз не атрымліваецца паказаць умовы.',
  },
};
