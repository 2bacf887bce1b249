/** Something that the shop sells. Prices are in kopecks, whole. */
export interface Product {
  id: string;
  name: { en: string; ru: string };
  note: { en: string; ru: string };
  price: number;
  hue: number;
  /** It comes again and again: paid by itself every so many days, for a year. It is ordered alone. */
  everyDays?: number;
  /** It is made when it is ordered: the sum is set aside, and taken when the parcel goes. */
  toOrder?: boolean;
}

/** What the shop sells. */
export const catalogue: readonly Product[] = [
  {
    id: 'guji',
    name: { en: 'Ethiopia Guji, 250 g', ru: 'Эфиопия Гуджи, 250 г' },
    note: { en: 'Peach, jasmine, honey', ru: 'Персик, жасмин, мёд' },
    price: 68_000,
    hue: 24,
  },
  {
    id: 'huila',
    name: { en: 'Colombia Huila, 250 g', ru: 'Колумбия Уила, 250 г' },
    note: { en: 'Caramel, red apple', ru: 'Карамель, красное яблоко' },
    price: 62_000,
    hue: 350,
  },
  {
    id: 'decaf',
    name: { en: 'Evening decaf, 250 g', ru: 'Вечерний декаф, 250 г' },
    note: { en: 'Cocoa, almond', ru: 'Какао, миндаль' },
    price: 59_000,
    hue: 265,
  },
  {
    id: 'filters',
    name: { en: 'Paper filters, 100', ru: 'Бумажные фильтры, 100 шт.' },
    note: { en: 'For a cone of 02', ru: 'Для воронки 02' },
    price: 29_000,
    hue: 90,
  },
  {
    id: 'dripper',
    name: { en: 'Glass dripper', ru: 'Стеклянная воронка' },
    note: { en: 'Two cups', ru: 'На две чашки' },
    price: 145_000,
    hue: 200,
  },
  {
    id: 'scale',
    name: { en: 'Pocket scale', ru: 'Карманные весы' },
    note: { en: 'To 0.1 g, with a timer', ru: 'До 0,1 г, с таймером' },
    price: 219_000,
    hue: 150,
  },
  {
    id: 'roast',
    name: { en: 'Roasted to order, 1 kg', ru: 'Обжарка под заказ, 1 кг' },
    note: { en: 'We take the money when we send it', ru: 'Спишем деньги, когда отправим' },
    price: 240_000,
    hue: 38,
    toOrder: true,
  },
  {
    id: 'monthly',
    name: { en: 'Coffee every month', ru: 'Кофе каждый месяц' },
    note: { en: 'Two bags, always another farm', ru: 'Две пачки, всегда новая ферма' },
    price: 99_000,
    hue: 12,
    everyDays: 30,
  },
];

/** What delivery costs, in kopecks. */
export const delivery = 28_000;
