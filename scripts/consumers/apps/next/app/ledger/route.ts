import { chain } from '../chain';

export const dynamic = 'force-dynamic';
export const GET = () => Response.json(chain().ledger);
