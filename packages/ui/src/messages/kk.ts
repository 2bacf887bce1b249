import type { SavedCard } from '@onfile/hooks';
import { brandName, shortCard, spokenDigits } from './card-words.ts';
import type { Messages } from './messages.ts';

// Chromium carries no Kazakh dates: it would write numbers in their place.
const months = 'қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан'.split(' ');
const units = { second: 'сек.', minute: 'мин.', hour: 'сағ.' };
// A number asks for no plural in Kazakh.
const cards = (count: number) => `${count} карта`;
/** A card as it is said in a sentence. */
export const spoken = (card: SavedCard): string =>
  `${brandName(card) || 'карта'}, соңғы цифрлары ${spokenDigits(card.last4)}`;

/** Kazakh. */
export const kk: Messages = {
  heading: 'Сақталған картамен төлеу',
  headingNew: 'Төлем',
  order: (order) => `Тапсырыс ${order}`,
  legend: 'Картаны таңдаңыз',
  loading: 'Карталарыңыз жүктелуде',
  anotherCard: 'Басқа карта',
  anotherCardHint: 'Қорғалған төлем бетінде',
  noCards: 'Сізде әзірге сақталған карта жоқ. Картаны төлем кезінде сақтауға болады.',
  allFiltered: 'Сақталған карталардың ешқайсысымен бұл тапсырысты төлеуге болмайды.',
  dropped: (count) => `${cards(count)} көрсетілмеді.`,
  showMore: (count) => `Тағы ${cards(count)} көрсету`,
  retry: 'Қайталау',
  listFailed: 'Сақталған карталарды қазір көрсету мүмкін болмай тұр. Басқа картамен төлеуге болады.',
  listStale: 'Тізім ескірген болуы мүмкін.',
  orderFailed: 'Бұл тапсырысты төлеу үшін ашу мүмкін болмады.',
  error: {
    bad_request: 'Бетте қате бар. Бетті жаңартыңыз. Ақша алынған жоқ.',
    unauthenticated: 'Қайта кіріңіз. Ақша алынған жоқ.',
    forbidden: 'Бұл бет төлем қабылдай алмайды. Ақша алынған жоқ.',
    not_found: 'Мұндай тапсырыс немесе карта енді жоқ. Ақша алынған жоқ.',
    card_gone: 'Бұл карта енді сақталмаған. Басқасын таңдаңыз. Ақша алынған жоқ.',
    card_not_payable: 'Бұл картадан ақша алу мүмкін емес. Басқасын таңдаңыз. Ақша алынған жоқ.',
    cvc_required: 'Бұл карта үшін қауіпсіздік коды керек. Оны қорғалған төлем беті сұрайды.',
    order_closed: 'Бұл тапсырысты енді төлеу мүмкін емес.',
    processing: 'Бұл тапсырыстың төлемі жүріп жатыр.',
    key_reused: '«Төлеу» түймесін қайта басыңыз. Ақша алынған жоқ.',
    rate_limited: 'Әрекет тым көп. Біраз күтіп, қайталаңыз. Ақша алынған жоқ.',
    unavailable: 'Төлем қызметі қазір қолжетімсіз. Ақша алынған жоқ.',
    offline: 'Байланыс жоқ. Желіні тексеріп, қайталаңыз.',
    timeout: 'Жауап тым ұзақ келуде. Қайталаңыз.',
    malformed: 'Жауапты оқу мүмкін болмады. Қайталаңыз.',
  },
  badge: {
    default: 'Негізгі',
    expired: 'Мерзімі өткен',
    inactive: 'Белсенді емес',
    blocked: 'Бұл тапсырысқа жарамайды',
    expires_this_month: 'Осы айда аяқталады',
    expires_soon: 'Жақында аяқталады',
    past_date: 'Мерзімі өтті',
  },
  cannotCharge: 'Бұл картадан енді ақша алу мүмкін емес.',
  replaceIt: 'Ауыстыру',
  pastDateNote: 'Мерзімі өтті, бірақ банк бұл картаны әлі қабылдауы мүмкін.',
  hostedCode: 'Кодты қорғалған төлем беті сұрайды; сонда осы картаны қайта таңдаңыз.',
  cardName: (card, state) =>
    [
      [card.nickname, card.bank, brandName(card)].filter(Boolean).join(', ') || 'Карта',
      `соңғы цифрлары ${spokenDigits(card.last4)}`,
      `${state.problem === 'expired' || state.note === 'past_date' ? 'мерзімі өтті' : 'мерзімі'}: ${card.expiry.year} ж. ${months[card.expiry.month - 1]}`,
      card.isDefault && 'негізгі',
    ]
      .filter(Boolean)
      .join(', '),
  remove: 'Жою',
  removeCard: (card) => `Жою: ${spoken(card)}`,
  removeTitle: (card) => `${shortCard(card)} жойылсын ба?`,
  removeText: 'Бұл картамен бір басып төлеу енді мүмкін болмайды. Қайтару үшін төлем кезінде оны қайта енгізесіз.',
  removing: 'Жойылуда…',
  removed: (card) => `${shortCard(card)} картасы жойылды.`,
  usedBy: (names) => `Осы картадан алынады: ${names.join(', ')}`,
  removeUsedBy: (names) => `Осы картадан алынады: ${names.join(', ')}. Онсыз бұл төлемдер өтпейді.`,
  manage: async () => (await import('./manage/kk.ts')).manage,
  cancel: 'Бас тарту',
  close: 'Жабу',
  undo: 'Қайтару',
  removeFailed: 'Карта жойылмады.',
  lost: (card) => `${shortCard(card)} картасы енді сақталмаған. Басқасын таңдаңыз.`,
  pay: {
    short: (amount, card) => `${amount} төлеу · ${card}`,
    long: (amount, card) => `${card} картасымен ${amount} төлеу`,
    onPage: (amount) => `Төлем бетінде ${amount} төлеу`,
  },
  paying: 'Төленуде…',
  goingToPage: 'Төлем бетіне өтудеміз…',
  waiting: {
    card: 'Банкіңізден сұрап жатырмыз. Бетті жаппаңыз.',
    slow: 'Бұл әдеттегіден ұзаққа созылды. Бетті жаппаңыз және қайта төлемеңіз.',
    offline: 'Байланыс үзілді. Қалпына келгенде тексереміз. Өтінеміз, қайта төлемеңіз.',
    page: 'Қорғалған төлем бетін ашып жатырмыз.',
  },
  offline: 'Байланыс жоқ. Таңдауыңыз сақталды.',
  chooseFirst: 'Алдымен картаны таңдаңыз.',
  lock: 'Картаңыздың нөмірі бұл дүкенге түспейді',
  declinedTitle: 'Банк төлемді қабылдамады',
  declined: {
    refused: 'Ақша алынған жоқ. Басқа картамен төлеңіз немесе банкке хабарласыңыз; таңдауыңыз сақталды.',
    insufficient_funds:
      'Ақша алынған жоқ: картада қаражат жеткіліксіз. Толтырыңыз немесе басқасын таңдаңыз; таңдауыңыз сақталды.',
    wrong_details:
      'Ақша алынған жоқ: банк карта деректерін қабылдамады. Оның кодын тексеріңіз немесе басқа картаны таңдаңыз.',
    wrong_expiry: 'Ақша алынған жоқ: банк дерегі бойынша картаның мерзімі өткен. Басқа картаны таңдаңыз.',
    limit_exceeded: 'Ақша алынған жоқ: карта лимиті бітті. Басқа картаны таңдаңыз немесе ертең қайталаңыз.',
    authentication_failed:
      'Ақша алынған жоқ: банк бұл сіз екеніңізге көз жеткізе алмады. Қайталаңыз немесе басқа картаны таңдаңыз.',
    card_not_payable: 'Ақша алынған жоқ: бұл картаны мұнда қолдануға болмайды. Басқа картаны таңдаңыз.',
    try_again: 'Ақша алынған жоқ. Сәл кейінірек қайталаңыз.',
  },
  problemTitle: 'Төлем басталмады',
  chooseAnother: 'Басқа картаны таңдау',
  checking: {
    title: 'Банктен анықтап жатырмыз',
    text: 'Жауап әлі келген жоқ.',
    strong: 'Өтінеміз, қайта төлемеңіз.',
    after: 'Бет өзі тексереді, ал жапсаңыз, нәтиже тапсырыста көрінеді.',
  },
  elsewhere: { title: 'Төлем басқа қойындыда', text: 'Бұл тапсырыс басқа қойындыда төленіп жатыр.' },
  checkedAgo: (value, unit) => `${value} ${units[unit]} бұрын тексерілді`,
  result: {
    paid: { title: 'Төленді', text: (amount, card) => (card ? `${amount}, карта: ${card}.` : `${amount}.`) },
    authorised: {
      title: 'Банк төлемді растады',
      text: (amount) => `${amount} картада резервке қойылды. Тапсырыс дайын болғанда дүкен оны алады.`,
    },
    canceled: { title: 'Төлем тоқтатылды', text: () => 'Бұл тапсырыс үшін ештеңе алынған жоқ.' },
    expired: { title: 'Уақыт бітті', text: () => 'Тапсырысты төлеу уақыты аяқталды. Ақша алынған жоқ.' },
    review: {
      title: 'Дүкен анықтап жатыр',
      text: () => 'Бұл төлемді адам қарауы керек. Өтінеміз, қайта төлемеңіз: дүкен бәрін реттейді.',
    },
  },
  code: async () => (await import('./code/kk.ts')).code,
  bankAsks: 'Банк төлемді растауды сұрайды, бірақ оның сұрағы жүктелмеді.',
  challenge: async () => (await import('./challenge/kk.ts')).challenge,
  consent: {
    text: 'Картаны осы дүкендегі келесі төлемдер үшін сақтау. Оны төлем қызметі сақтайды, нөмірі дүкенге көрінбейді.',
    version: 'kk-1',
    required: 'Картаны сақтау үшін осы өрісті белгілеңіз.',
  },
  series: async () => (await import('./series/kk.ts')).series,
  terms: {
    open: 'Карта шарттары',
    openFor: (card) => `Карта шарттары: ${spoken(card)}`,
    loading: 'Шарттар жүктелуде…',
    failed: 'Шарттарды қазір көрсету мүмкін болмай тұр.',
  },
};
