// The chain of `@onfile/testing` in the page itself.
import { createChain } from '@onfile/testing';
import { createMerchantClient } from '@onfile/ui';
import { createRoot } from 'react-dom/client';
import { Shop } from './Shop.tsx';

const chain = createChain();
// The chain answers `fetch`; the pictures, which a browser asks for by itself, are the server's.
const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch });
const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <Shop client={client} onResult={() => document.body.setAttribute('data-ledger', JSON.stringify(chain.ledger))} />,
  );
