import { findBill } from '../request/bill-number.ts';
import type { WebService } from '../service.ts';
import { absent } from '../wire/fault.ts';

/** `POST /fiscal/fiscalreceipt.cfm`: where the receipt of a paid bill can be seen (gateway notes, section 18; its fields are those of a public client). */
export const fiscalReceipt: WebService = {
  name: 'receipt',
  paths: ['/fiscal/fiscalreceipt.cfm'],
  formats: [4],
  envelope: 'SOAP-ENV',
  perform: ({ fields, deps }) => {
    const bill = findBill(fields, deps);
    const isPaid = bill.operations.some(({ code }) => code === 'AS000');
    if (!isPaid || !bill.receipt) throw absent('CHEQUE', 179);
    const url = `${deps.origin}/fiscal/receipt.cfm?bill=${bill.bill}`;
    return { soap: () => ({ 'ASS-NS:result': { fiscalreceipt: { url } } }) };
  },
};
