import { createMerchantClient } from '@onfile/ui';
import { hydrateRoot } from 'react-dom/client';
import { Shop } from './Shop.tsx';

const root = document.getElementById('root');
const state = JSON.parse(document.getElementById('state')?.textContent ?? 'null');
const client = createMerchantClient({ baseUrl: '/onfile/v1' });
if (root) {
  hydrateRoot(root, <Shop client={client} state={state} />);
  document.body.setAttribute('data-hydrated', '');
}
