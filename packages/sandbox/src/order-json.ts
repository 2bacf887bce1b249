import { checkValue } from './check-value.ts';
import { gatewayDate } from './dates.ts';
import { merchant } from './merchant.ts';
import type { Bill } from './state.ts';

/** What a response code says (gateway notes, section 5.4). */
const messages: Record<string, string> = {
  AS000: 'Completed successfully',
  AS100: 'Authorization denied',
  AS101: 'Wrong card parameters',
  AS102: 'Insufficient funds',
  AS104: 'Wrong card expiration date',
  AS105: 'Card operation limit exceeded',
  AS108: 'Suspected fraud',
  AS300: 'In process',
};

function operation(bill: Bill): Record<string, string> {
  const message = messages[bill.code] ?? '';
  return {
    billnumber: `${bill.bill}.1`,
    operationtype: '100',
    operationstate: bill.code === 'AS000' ? 'Success' : bill.code === 'AS300' ? 'In Process' : 'Failed',
    amount: bill.amount,
    currency: bill.currency,
    clientip: '',
    ipaddress: '',
    meantype_id: '',
    meantypename: bill.card?.brand ?? '',
    meansubtype: '',
    meannumber: bill.card ? `${bill.card.bin}****${bill.card.post}` : '',
    cardholder: '',
    cardexpirationdate: bill.card ? `${bill.card.expire.slice(0, 2)}/${bill.card.expire.slice(-2)}` : '',
    issuebank: '',
    bankcountry: '',
    responsecode: bill.code,
    message,
    customermessage: message,
    recommendation: '',
    approvalcode: bill.code === 'AS000' ? `X${bill.bill.slice(-5)}` : '',
    protocoltypename: 'NET',
    processingname: 'Fake',
    operationdate: gatewayDate(bill.createdAt),
    authresult: '',
    authrequired: '0',
    slipno: bill.bill.slice(-6),
  };
}

const order = (bill: Bill) => ({
  ordernumber: bill.order,
  billnumber: bill.bill,
  testmode: '1',
  ordercomment: bill.comment,
  orderamount: bill.amount,
  ordercurrency: bill.currency,
  firstname: '',
  lastname: '',
  middlename: '',
  email: '',
  orderdate: gatewayDate(bill.createdAt),
  orderstate: bill.state,
});

/** The answer of a payment: values are strings (gateway notes, section 3.5). */
export function paymentJson(bill: Bill, packetdate: string): object {
  return { order: [{ ...order(bill), operations: [operation(bill)] }], packetdate, signature: '' };
}

/** One order of an order result: several values are numbers, the check value stands flat and in `checkdata` (5.2 and 18). */
function resultOrder(bill: Bill, packetdate: string): object {
  const { firstname, lastname, middlename, email, ...rest } = order(bill);
  const checkvalue = checkValue(`${merchant.id}${bill.order}${bill.amount}${bill.currency}${bill.state}`);
  return {
    ...rest,
    testmode: 1,
    orderamount: Number(bill.amount),
    packetdate,
    signature: '',
    checkvalue,
    checkdata: { packetdate, checkvalue },
    customer: { firstname, lastname, middlename, email },
    operations: [
      {
        ...operation(bill),
        operationtype: 100,
        amount: Number(bill.amount),
        threedsdata: { version: '', alphaauthresult: '', challenge: '', eci: '' },
      },
    ],
  };
}

/** The answer of an order result: all bills in the window. */
export function resultJson(bills: readonly Bill[], packetdate: string): object {
  return { orderresult: { orders: bills.map((bill) => resultOrder(bill, packetdate)) } };
}
