import type { CodeWords } from '../messages.ts';

/** The words beside the field for a security code, loaded with it. */
export const code: CodeWords = {
  label: 'Қауіпсіздік коды',
  onBack: (digits) => `Артқы жағындағы ${digits} цифр`,
  onFront: (digits) => `Алдыңғы жағындағы ${digits} цифр`,
  incomplete: (digits) => `${digits} цифрды толық енгізіңіз.`,
  wrong: 'Банк кодты қабылдамады. Қайта енгізіңіз.',
  failed: 'Өріс жүктелмеді. Кодты қорғалған төлем беті сұрайды; сонда осы картаны қайта таңдаңыз.',
  locked: 'Код тым көп рет қате енгізілді. Оны қорғалған төлем беті сұрайды; сонда осы картаны қайта таңдаңыз.',
  because: {
    bank: 'Оны банкіңіз сұрайды.',
    merchant: 'Оны дүкен сұрайды.',
    expired_authentication: 'Бұл картаны қайта тексеретін уақыт келді.',
  },
};
