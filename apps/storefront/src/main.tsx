import './inter.css';
import './shop.css';
import { hydrate, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root.');
const queryClient = new QueryClient();
// What the server put into the page, so that the cards are there at the first paint.
hydrate(queryClient, JSON.parse(document.getElementById('onfile-state')?.textContent || '{}'));
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);
