import type { Deps } from '../deps.ts';
import { merchant } from '../merchant.ts';
import { operationFields, orderFields } from '../order-fields.ts';
import type { Bill, Operation } from '../state.ts';
import { proveOperation } from '../wire/signing.ts';
import { envelope, writeXml } from '../wire/xml.ts';

/** The names of a notification in the documented order (gateway notes, section 6). */
const order = [
  'merchant_id',
  'ordernumber',
  'billnumber',
  'testmode',
  'ordercomment',
  'orderamount',
  'ordercurrency',
  'amount',
  'currency',
  'rate',
  'firstname',
  'lastname',
  'middlename',
  'email',
  'clientip',
  'ipaddress',
  'meantype_id',
  'meantypename',
  'meansubtype',
  'meannumber',
  'cardholder',
  'cardexpirationdate',
  'issuebank',
  'bankcountry',
  'orderdate',
  'orderstate',
  'responsecode',
  'message',
  'customermessage',
  'recommendation',
  'approvalcode',
  'protocoltypename',
  'processingname',
  'operationtype',
  'operationdate',
  'authresult',
  'authrequired',
  'slipno',
  'packetdate',
  'signature',
  'checkvalue',
] as const;

/** What the packet says of a saved card and of the bank's question, behind the documented names (section 6, the sample of 2022). */
function laterNames({ savedToken }: Bill, { threeds }: Operation): Record<string, string> {
  return { ...(savedToken && { token: savedToken }), ...threeds };
}

/** The packet as a form, in the documented order. */
export async function formPacket(bill: Bill, operation: Operation, deps: Deps): Promise<string> {
  const fields: Record<string, string> = {
    ...orderFields(bill),
    ...operationFields(bill, operation),
    ...(await proveOperation(bill, operation, deps)),
    merchant_id: merchant.id,
    rate: '1',
    packetdate: deps.state.packetDate(),
  };
  const form = new URLSearchParams(order.map((name) => [name, fields[name] ?? '']));
  for (const [name, value] of Object.entries(laterNames(bill, operation))) form.set(name, value);
  return form.toString();
}

/** The packet as SOAP: `PushPaymentResult` with an order and its operation. */
export async function soapPacket(bill: Bill, operation: Operation, deps: Deps): Promise<string> {
  const proof = await proveOperation(bill, operation, deps);
  return envelope(
    writeXml({
      'ws:PushPaymentResult': {
        order: {
          merchant_id: merchant.id,
          ...orderFields(bill),
          operation: { ...operationFields(bill, operation), rate: '1', ...laterNames(bill, operation) },
          packetdate: deps.state.packetDate(),
          ...proof,
        },
      },
    }),
  );
}
