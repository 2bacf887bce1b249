// Addresses, names and redirects that would lead a careless fetcher astray. Generated, so that each spelling meets each trick.

/** One try. What is asked for, what the name stands for, and where the host then points. */
export interface Astray {
  title: string;
  url: string;
  /** What the resolver says of every name. Default: the art host's own address. */
  addresses?: readonly string[];
  /** Where the art host redirects. */
  location?: string;
  status?: number;
}

/** The one public address that stands for the art host, and its IPv6. */
export const artAddresses = ['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'];

/** Addresses that nobody's art is at. */
export const inside = [
  '127.0.0.1',
  '127.8.8.8',
  '127.255.255.254',
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '10.255.255.255',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '192.168.255.255',
  '169.254.169.254',
  '169.254.170.2',
  '100.64.0.1',
  '100.100.100.200',
  '100.127.255.255',
  '192.0.0.1',
  '192.0.0.192',
  '192.0.2.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '239.255.255.250',
  '240.0.0.1',
  '255.255.255.255',
  '192.88.99.1',
  '::',
  '::1',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::ffff:169.254.169.254',
  '::ffff:10.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b:1::7f00:1',
  '2002:7f00:1::',
  '2002:a9fe:a9fe::1',
  '2001:0:7f00:1::',
  'fe80::1',
  'febf::1',
  'fec0::1',
  'fc00::1',
  'fd00:ec2::254',
  'ff02::1',
  '2001:db8::1',
  '100::1',
  '5f00::1',
  '3fff::1',
  '4000::1',
];

/** Ways to write 127.0.0.1 and its like that a URL folds into one address. */
const spellings = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '2130706433',
  '0x7f000001',
  '0x7f.1',
  '0177.0.0.1',
  '0177.1',
  '0x7f.0x0.0x0.0x1',
  '017700000001',
  '127.0.0.1.',
  '１２７.０.０.１',
  '127。0。0。1',
  '①②⑦.0.0.1',
  '%31%32%37.0.0.1',
  '127%2E0%2E0%2E1',
  '0',
  '0x0',
  '0.0.0.0',
  '[::1]',
  '[::]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[0:0:0:0:0:ffff:7f00:0001]',
  '[::127.0.0.1]',
  '[64:ff9b::127.0.0.1]',
  '[2002:7f00:1::]',
  '[fd00:ec2::254]',
  '169.254.169.254',
  '2852039166',
  '0xa9fea9fe',
  '0251.0376.0251.0376',
  '169.16689662',
  '[::ffff:a9fe:a9fe]',
  '10.0.0.1',
  '0xa.0.0.1',
  '012.0.0.1',
  '192.168.1.1',
  '3232235777',
  '172.16.0.1',
  '[fe80::1]',
  '100.100.100.200',
];

/** What a careless merchant would have to list for a literal to be asked for at all: so the list is not what holds. */
export const carelessHosts = [
  '127.0.0.1',
  '0.0.0.0',
  '169.254.169.254',
  '10.0.0.1',
  '192.168.1.1',
  '172.16.0.1',
  '100.100.100.200',
  '[::1]',
  '[::]',
  '[::ffff:7f00:1]',
  '[::7f00:1]',
  '[64:ff9b::7f00:1]',
  '[2002:7f00:1::]',
  '[fd00:ec2::254]',
  '[::ffff:a9fe:a9fe]',
  '[fe80::1]',
];

/** The hosts that a merchant lists. */
export const listedHosts = ['art.test', '*.cdn.test'];

const confusions = [
  'https://art.test@127.0.0.1/a.png',
  'https://art.test:443@127.0.0.1/a.png',
  'https://art.test%2f@127.0.0.1/a.png',
  'https://127.0.0.1\\@art.test/a.png',
  'https://127.0.0.1#@art.test/a.png',
  'https://127.0.0.1?@art.test/a.png',
  'https://art.test#@127.0.0.1:8443/',
  'https:\\\\127.0.0.1\\a.png',
  'https:127.0.0.1/a.png',
  'https:/127.0.0.1/a.png',
  'https://user@art.test/a.png',
  'https://user:word@art.test/a.png',
  'https://:word@art.test/a.png',
  'https://art.test.evil.test/a.png',
  'https://evilart.test/a.png',
  'https://art.test-evil.test/a.png',
  'https://art.testt/a.png',
  'https://rt.test/a.png',
  'https://test/a.png',
  'https://a.art.test/a.png',
  'https://cdn.test/a.png',
  'https://a.b.cdn.test/a.png',
  'https://.cdn.test/a.png',
  'https://cdn.test.evil.test/a',
  'https://acdn.test/a.png',
  'https://*.cdn.test/a.png',
  'https://art.test../a.png',
  'https://art%2etest%2eevil.test/',
  'https://art.test%00.evil.test/',
  'https://art.test%0d%0aevil.test/',
  'https://art.test\t.evil.test/a.png',
  'https://аrt.test/a.png',
  'https://art.tеst/a.png',
  'https://xn--rt-7kc.test/a.png',
  'https://localhost/a.png',
  'https://LOCALHOST/a.png',
  'https://localhost.localdomain/',
  'https://metadata.google.internal/',
  'https://evil.test/',
  `https://art.test/${'a'.repeat(3000)}.png`,
];

const schemes = ['http', 'ftp', 'ws', 'wss', 'file', 'gopher', 'data', 'blob', 'javascript', 'about', 'jar', 'dict'];
const ports = [0, 1, 22, 25, 80, 444, 3306, 5432, 6379, 8000, 8080, 8443, 9200, 11211, 27017, 65535];
const statuses = [300, 301, 302, 303, 305, 307, 308];

const targets = [
  'https://evil.test/a.png',
  'https://127.0.0.1/',
  'https://[::1]/',
  'https://169.254.169.254/latest/meta-data/',
  'http://art.test/a.png',
  'https://art.test:8443/a.png',
  '//evil.test/a.png',
  'https://art.test@evil.test/a.png',
  'http://169.254.169.254/',
  '/elsewhere.png',
  'file:///etc/passwd',
  'https://10.0.0.1/',
];

/** Every try, in an order that is always the same. */
export function astray(): Astray[] {
  return [
    ...spellings.map((host) => ({ title: `an address as ${host}`, url: `https://${host}/a.png` })),
    ...spellings.map((host) => ({ title: `an address and a port as ${host}:8080`, url: `https://${host}:8080/a.png` })),
    ...spellings.slice(0, 12).map((host) => ({ title: `plain http to ${host}`, url: `http://${host}/a.png` })),
    ...confusions.map((url) => ({ title: `a confusion: ${url.slice(0, 60)}`, url })),
    ...schemes.map((scheme) => ({ title: `the scheme ${scheme}`, url: `${scheme}://art.test/a.png` })),
    ...ports.map((port) => ({ title: `the port ${port}`, url: `https://art.test:${port}/a.png` })),
    ...inside.map((address) => ({
      title: `a listed name that stands for ${address}`,
      url: 'https://art.test/a.png',
      addresses: [address],
    })),
    ...inside.map((address) => ({
      title: `a wildcard name that stands for ${address} and a public one`,
      url: 'https://x.cdn.test/a.png',
      addresses: [address, '93.184.215.14'],
    })),
    ...statuses.flatMap((status) =>
      targets.map((location) => ({
        title: `${status} to ${location}`,
        url: 'https://art.test/a.png',
        location,
        status,
      })),
    ),
  ];
}
