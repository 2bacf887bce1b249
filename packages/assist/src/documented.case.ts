/**
 * Bodies as the gateway notes print them, to the letter where they print one. No code of ours made them. Each function takes what a
 * test changes.
 */

type Change = Readonly<Record<string, unknown>>;

export const token = '49D902C6-1CCF-4605-9228-11D0E8115C77';
export const transaction = '0f6c1f0e-5a0b-4b58-9d5e-2f0a7c9f3b11';
export const order = { order: 'ORD-1001', amount: '15.00', currency: 'BYN' } as const;

/** Section 1.2: a card's picture. It is read as it stands. */
export const cardArt = {
  assetType: 'CARD_BACKGROUND',
  altText: 'digitalCardArt',
  paymentType: 'VISA',
  assetData: [
    {
      url: 'https://assets.example.test/B5/VISA/fa0ff42cfa9e41b09ae8c2899d61394a/w1536_h969.png',
      mediaType: 'image/png',
      width: 1536,
      height: 969,
    },
  ],
};

/** Section 1.2: two cards. */
export const cardList = () => [
  {
    expire: '12.2027',
    token,
    bank: '',
    brand: 'VISA',
    bin: 412362,
    active: true,
    needCVC: false,
    post: '0028',
    assets: [cardArt],
  },
  {
    expire: '03.2026',
    token: '91720736-CF93-469C-63A0-E5859815D6BA',
    bank: 'Bank USA',
    brand: 'MasterCard',
    bin: 546792,
    active: true,
    needCVC: true,
    post: '4128',
    assets: [],
  },
];

/** Section 2.2. */
export const removed = () => ({ message: 'Token 91720736-CF93-469C-63A0-E5859815D6BA is removed' });

/** What every sample says of the card that was paid with. */
const mean = {
  meantypename: 'VISA',
  meansubtype: 'Classic',
  meannumber: '412362****0028',
  cardholder: 'ANNA IVANOVA',
  cardexpirationdate: '12/27',
  issuebank: 'TEST BANK',
  bankcountry: 'Belarus',
};

const paymentOperation = {
  billnumber: '5161957242913224.1',
  operationtype: '100',
  operationstate: 'Success',
  amount: '15.00',
  currency: 'BYN',
  clientip: '203.0.113.7',
  ipaddress: '203.0.113.7',
  meantype_id: '1',
  ...mean,
  responsecode: 'AS000',
  message: 'Completed successfully',
  customermessage: 'Completed successfully',
  recommendation: '',
  approvalcode: 'X38988',
  protocoltypename: 'NET',
  processingname: 'Fake',
  operationdate: '04.03.2026 10:21:34',
  authresult: '',
  authrequired: '0',
  slipno: '100231',
};

/** Section 3.5, JSON: the shape that the iOS kit reads. Values are strings. */
export const tokenPayment = (change: Change = {}, operation: Change = {}) => ({
  order: [
    {
      ordernumber: 'ORD-1001',
      billnumber: '5161957242913224',
      testmode: '1',
      ordercomment: 'Two tickets',
      orderamount: '15.00',
      ordercurrency: 'BYN',
      firstname: 'Anna',
      lastname: 'Ivanova',
      middlename: '',
      email: 'anna@example.test',
      orderdate: '04.03.2026 10:21:33',
      orderstate: 'Approved',
      operations: [{ ...paymentOperation, ...operation }],
      ...change,
    },
  ],
  packetdate: '04.03.2026 10:21:35',
  signature: '',
});

/** Section 3.5, SOAP: format 4. */
export const tokenPaymentSoap = (state = 'Approved', code = 'AS000') => `<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"
                  xmlns:ws="http://www.paysecure.ru/ws/">
  <soapenv:Body>
    <ws:PaymentTokenResponseParams>
      <order>
        <ordernumber>ORD-1001</ordernumber>
        <billnumber>5161957242913224</billnumber>
        <testmode>1</testmode>
        <orderamount>15.00</orderamount>
        <ordercurrency>BYN</ordercurrency>
        <orderstate> ${state} </orderstate>
        <orderdate>04.03.2026 10:21:33</orderdate>
        <operation>
          <billnumber>5161957242913224.1</billnumber>
          <operationtype>100</operationtype>
          <operationstate>Success</operationstate>
          <amount>15.00</amount>
          <currency>BYN</currency>
          <meantypename>VISA</meantypename>
          <meannumber>412362****0028</meannumber>
          <responsecode>${code}</responsecode>
          <approvalcode>X38988</approvalcode>
          <processingname>Fake</processingname>
          <operationdate>04.03.2026 10:21:34</operationdate>
        </operation>
      </order>
      <packetdate>04.03.2026 10:21:35</packetdate>
      <signature></signature>
    </ws:PaymentTokenResponseParams>
  </soapenv:Body>
</soapenv:Envelope>`;

/** Section 3.5: a fault as the Android kit models it. */
export const soapFault = (first: number | string, second: number | string) =>
  `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><soapenv:Fault>
  <faultcode>${first}</faultcode>
  <faultstring>${second}</faultstring>
  <detail><message>Authentication error</message><recomendation></recomendation></detail>
</soapenv:Fault></soapenv:Body></soapenv:Envelope>`;

/** Section 3.7: the flat payment of the challenge and of the method call. */
export const flatPayment = (change: Change = {}) => ({
  ordernumber: 'ORD-1001',
  billnumber: '5161957242913224.1',
  orderstate: 'In Process',
  responsecode: 'AS110',
  message: '3-D Secure authentication is required',
  customermessage: '3-D Secure authentication is required',
  recommendation: '',
  operationtype: '100',
  orderamount: '15.00',
  ordercurrency: 'BYN',
  amount: '15.00',
  currency: 'BYN',
  rate: '1',
  testmode: '0',
  ...mean,
  approvalcode: '',
  token: '',
  protocoltypename: 'NET',
  processingname: 'Fake',
  ordercomment: 'Two tickets',
  orderdate: '04.03.2026 10:21:33',
  packetdate: '04.03.2026 10:21:35',
  customer: {
    firstname: 'Anna',
    lastname: 'Ivanova',
    middlename: '',
    email: 'anna@example.test',
    ipaddress: '203.0.113.7',
  },
  ...change,
});

export const challengeRequest =
  'eyJ0aHJlZURTU2VydmVyVHJhbnNJRCI6IjBmNmMxZjBlLTVhMGItNGI1OC05ZDVlLTJmMGE3YzlmM2IxMSIsImFjc1RyYW5zSUQiOiI3YzFkOWE1Mi0zYTRlLTRjNTctOGIwZi02ZDJlMWY0YTljMzMiLCJtZXNzYWdlVHlwZSI6IkNSZXEiLCJtZXNzYWdlVmVyc2lvbiI6IjIuMi4wIiwiY2hhbGxlbmdlV2luZG93U2l6ZSI6IjAyIn0';
export const methodData =
  'eyJ0aHJlZURTU2VydmVyVHJhbnNJRCI6IjBmNmMxZjBlLTVhMGItNGI1OC05ZDVlLTJmMGE3YzlmM2IxMSIsInRocmVlRFNNZXRob2ROb3RpZmljYXRpb25VUkwiOiJodHRwczovL3Rlc3QucGF5c2VjLmJ5LzNkcy9tZXRob2QifQ';

/** Section 3.7: the bank wants to ask. */
export const challenge = (change: Change = {}) => ({
  threedsdata: {
    version: '2.2.0',
    threeDSServerTransID: transaction,
    challenge: 'C',
    challengeurl: 'https://acs.example.test/creq',
    challengerequest: challengeRequest,
    ...change,
  },
  MakePaymentResponse: flatPayment(),
});

/** Section 3.7: the method call comes first. */
export const methodCall = (change: Change = {}) => ({
  threedsdata: {
    version: '2.2.0',
    threeDSServerTransID: transaction,
    threeDSMethodURL: 'https://acs.example.test/method',
    threeDSMethodData: methodData,
    ...change,
  },
  MakePaymentResponse: flatPayment(),
});

/** Section 3.7: the bank does not ask, and the payment is made. */
export const frictionless = () => ({
  threedsdata: { version: '2.2.0', alphaauthresult: 'Y', challenge: 'F' },
  MakePaymentResponse: flatPayment({ orderstate: 'Approved', responsecode: 'AS000', approvalcode: 'X38988' }),
});

/** Section 4.4. */
export const link = () => ({
  url: 'https://test.paysec.by/pay/pay.cfm?CFSID=a1B2c3%3D%3D&stage=iframe',
  expirationtime: '04.03.2026 10:41:33',
  orderstate: 'In Process',
});
export const noLink = () => ({ URL: '', expirationtime: '04.03.2026 10:21:33', orderstate: 'Decline' });

/** The worked check values of section 7.2, secret word `s3cr3t-salt`, by state. */
export const workedValues = {
  Approved: '957B865BE33D7BA6C6D79D64BF2B3BCE',
  'In Process': 'CE9A6AE58F284099063587E9762A0102',
  Delayed: 'A4353A36FABA5237BEBB5382AB648948',
} as const;

/** Section 5.2: several values are numbers. */
export const resultOrder = (change: Change = {}, operation: Change = {}) => ({
  ordernumber: 'ORD-1001',
  billnumber: '5161957242913224',
  testmode: 1,
  ordercomment: 'Two tickets',
  orderamount: 15,
  ordercurrency: 'BYN',
  orderdate: '04.03.2026 10:21:33',
  orderstate: 'Approved',
  packetdate: '04.03.2026 10:25',
  signature: '',
  checkvalue: workedValues.Approved,
  customer: { firstname: 'Anna', lastname: 'Ivanova', middlename: '', email: 'anna@example.test' },
  operations: [
    {
      ...paymentOperation,
      operationtype: 100,
      amount: 15,
      meantype_id: 1,
      authresult: 'Y',
      authrequired: '1',
      threedsdata: { version: '2.2.0', alphaauthresult: 'Y', challenge: 'C', eci: '5' },
      ...operation,
    },
  ],
  ...change,
});
export const orderResult = (...orders: readonly unknown[]) => ({ orderresult: { orders } });

/** Section 5.2, format 3: as the Ruby client's recorded packets are, with spaces around values. */
export const orderStateXml = (state = 'Approved', checkvalue: string = workedValues.Approved) =>
  `<?xml version="1.0"?><result firstcode='0' secondcode='0' count='1'><order><ordernumber> ORD-1001 </ordernumber><billnumber> 5161957242913224 </billnumber><orderamount>15.00</orderamount><ordercurrency>BYN</ordercurrency><orderstate> ${state} </orderstate><packetdate>04.03.2026 10:25</packetdate><signature></signature><checkvalue>${checkvalue}</checkvalue></order></result>`;
export const faultXml = (first: number, second: number) =>
  `<result firstcode='${first}' secondcode='${second}' count='0'></result>`;

/** Section 9.2. */
export const recurrent = (change: Change = {}) => ({
  rp: {
    ordernumber: 'SUB-0002',
    billnumber: '5161957242919001.1',
    orderstate: 'Approved',
    responsecode: 'AS000',
    message: 'Completed successfully',
    customermessage: 'Completed successfully',
    recommendation: '',
    approvalcode: 'X40012',
    operationtype: 100,
    orderamount: '9.90',
    ordercurrency: 'BYN',
    amount: 9.9,
    currency: 'BYN',
    ...mean,
    protocoltypename: 'NET',
    processingname: 'Fake',
    testmode: 1,
    ordercomment: '',
    orderdate: '04.03.2026 11:00:00',
    packetdate: '04.03.2026 11:00:02',
    signature: '',
    ...change,
  },
});

/** Section 10: a part is given back. */
export const canceled = (change: Change = {}, operation: Change = {}) => ({
  wscancel: {
    order: {
      ordernumber: 'ORD-1001',
      billnumber: '5161957242913224',
      orderstate: 'PartialCanceled',
      orderamount: '15.00',
      ordercurrency: 'BYN',
      testmode: 1,
      ordercomment: '',
      orderdate: '04.03.2026 10:21:33',
      operations: [
        {
          billnumber: '5161957242913224.2',
          operationtype: 300,
          amount: 5,
          currency: 'BYN',
          responsecode: 'AS000',
          message: 'Completed successfully',
          customermessage: 'Completed successfully',
          recommendation: '',
          meantypename: 'VISA',
          meannumber: '412362****0028',
          approvalcode: 'X38990',
          processingname: 'Fake',
          ...operation,
        },
      ],
      ...change,
    },
    checkdata: { packetdate: '05.03.2026 09:00:01', signature: '' },
  },
});

/** Section 10: an authorised payment is captured. */
export const captured = (change: Change = {}) => ({
  charge: {
    ordernumber: 'ORD-1002',
    billnumber: '5161957242913300.2',
    orderstate: 'Approved',
    responsecode: 'AS000',
    operationtype: 200,
    amount: 15,
    currency: 'BYN',
    orderamount: 15,
    ordercurrency: 'BYN',
    approvalcode: 'X38991',
    testmode: 1,
    packetdate: '05.03.2026 09:10:01',
    signature: '',
    ...change,
  },
});

/** Section 6, to the letter. */
export const notificationForm =
  'merchant_id=452739&ordernumber=ORD-1001&billnumber=5161957242913224.1&testmode=1&ordercomment=Two+tickets&orderamount=15.00&ordercurrency=BYN&amount=15.00&currency=BYN&rate=1&firstname=Anna&lastname=Ivanova&middlename=&email=anna%40example.test&clientip=203.0.113.7&ipaddress=203.0.113.7&meantype_id=1&meantypename=VISA&meansubtype=Classic&meannumber=412362****0028&cardholder=ANNA+IVANOVA&cardexpirationdate=12%2F27&issuebank=TEST+BANK&bankcountry=Belarus&orderdate=04.03.2026+10%3A21%3A33&orderstate=Approved&responsecode=AS000&message=Completed+successfully&customermessage=Completed+successfully&recommendation=&approvalcode=X38988&protocoltypename=NET&processingname=Fake&operationtype=100&operationdate=04.03.2026+10%3A21%3A34&authresult=Y&authrequired=1&slipno=100231&packetdate=04.03.2026+10%3A21%3A36&signature=&checkvalue=957B865BE33D7BA6C6D79D64BF2B3BCE&token=49D902C6-1CCF-4605-9228-11D0E8115C77&version=2.2.0&alphaauthresult=Y&challenge=C&eci=5';

/** The same as a SOAP packet. Its names are the documents'; how they nest is not documented. */
export const notificationSoap = `<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ws="http://www.paysecure.ru/ws/">
  <soapenv:Header/>
  <soapenv:Body><ws:pushpayment>
    <merchant_id>452739</merchant_id>
    <order>
      <ordernumber>ORD-1001</ordernumber><billnumber>5161957242913224</billnumber><testmode>1</testmode>
      <orderamount>15.00</orderamount><ordercurrency>BYN</ordercurrency><orderstate>Approved</orderstate>
      <operation>
        <billnumber>5161957242913224.1</billnumber><operationtype>100</operationtype><amount>15.00</amount>
        <currency>BYN</currency><responsecode>AS000</responsecode><meantypename>VISA</meantypename>
        <meannumber>412362****0028</meannumber><token>49D902C6-1CCF-4605-9228-11D0E8115C77</token>
      </operation>
      <packetdate>04.03.2026 10:21:36</packetdate><signature/><checkvalue>957b865be33d7ba6c6d79d64bf2b3bce</checkvalue>
    </order>
  </ws:pushpayment></soapenv:Body>
</soapenv:Envelope>`;

/** Section 10. */
export const entered = () => ({ access_token: 'bearer-for-one-order', refresh_token: 'not-used' });
export const denied = (orderstate = 'Declined') => ({ cancel: { orderstate } });
