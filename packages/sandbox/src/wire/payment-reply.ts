import type { ThreeDsQuestion } from '../bank/question.ts';
import type { Deps } from '../deps.ts';
import { flatFields, operationFields, orderFields, threeDsFields } from '../order-fields.ts';
import type { Bill } from '../state.ts';
import type { Reply } from './reply.ts';
import { signReply } from './signing.ts';

/** The last thing that was done to a bill. */
export function lastOperation(bill: Bill) {
  const operation = bill.operations.at(-1);
  if (!operation) throw new Error(`Nothing was done to bill ${bill.bill}.`);
  return operation;
}

/** The names that the question adds: version 1 has two of its own, version 2 a block (gateway notes, section 3.7). */
function questionFields(
  bill: Bill,
  question: ThreeDsQuestion | undefined,
): { pareq?: string; acsurl?: string; threedsdata?: Record<string, string> } {
  const { threeds } = lastOperation(bill);
  if (question?.version === 1) return { pareq: question.pareq, acsurl: question.acsurl };
  if (question) return { threedsdata: question.threedsdata };
  return threeds ? { threedsdata: { ...threeds } } : {};
}

/** The answer of Token Pay: values are text, the question stands at the top and in the operation (sections 3.5 and 16.2). */
export async function tokenPayReply(bill: Bill, question: ThreeDsQuestion | undefined, deps: Deps): Promise<Reply> {
  const packetdate = deps.state.packetDate();
  const operation = lastOperation(bill);
  const signature = await signReply(bill, operation, packetdate, deps);
  const extra = questionFields(bill, question);
  const fields = { ...operationFields(bill, operation), ...extra };
  const token = bill.savedToken ?? '';
  return {
    json: () => ({ order: [{ ...orderFields(bill), operations: [fields] }], packetdate, signature, token, ...extra }),
    soap: () => ({
      'ws:PaymentTokenResponseParams': {
        order: { ...orderFields(bill), operation: fields },
        packetdate,
        signature,
        token,
      },
    }),
  };
}

/** In JSON those who pay stand in a block of their own. */
function withCustomer({ firstname, lastname, middlename, email, ipaddress, ...fields }: Record<string, string>) {
  return { ...fields, customer: { firstname, lastname, middlename, email, ipaddress } };
}

/** The answer of the silent payment: one flat block (gateway notes, section 3.7). */
export async function silentPayReply(bill: Bill, question: ThreeDsQuestion | undefined, deps: Deps): Promise<Reply> {
  const packetdate = deps.state.packetDate();
  const operation = lastOperation(bill);
  const signature = await signReply(bill, operation, packetdate, deps);
  const { threedsdata = { ...threeDsFields(undefined) }, ...v1 } = questionFields(bill, question);
  const all = { ...flatFields(bill, operation), ...v1, token: bill.savedToken ?? '', packetdate, signature };
  return {
    json: () => ({ threedsdata, MakePaymentResponse: withCustomer(all) }),
    xml: () => ({ inside: { orders: { order: { ...all, threedsdata } } }, count: 1 }),
    soap: () => ({ 'ws:SilentPayResponse': { return: { ...all, threedsdata } } }),
  };
}
