import { brands } from '@onfile/contract';
import { frameHeaders, type FrameLanguage, framePage, frameWords } from '@onfile/frame';
import type { Route } from '../context.ts';
import { Refusal } from '../problem.ts';

const isLanguage = (tag: string): tag is FrameLanguage => Object.hasOwn(frameWords, tag);

/** `GET /frame?brand=visa&lang=ru`: the page where a code is typed. What it does not know of a brand or a language it takes as usual. */
export const frame: Route = async ({ request }, { codeFrame }) => {
  if (!codeFrame) throw new Refusal('not_found');
  const { searchParams } = new URL(request.url);
  const id = searchParams.get('brand') ?? '';
  const { cvcName: name = '', cvcLength: digits = 3 } =
    Object.entries(brands).find(([known]) => known === id)?.[1] ?? {};
  const tag = (searchParams.get('lang') ?? '').split('-')[0] ?? '';
  const language = isLanguage(tag) ? tag : 'en';
  return {
    status: 200,
    headers: frameHeaders(codeFrame.parents, codeFrame.where),
    body: framePage({ parents: codeFrame.parents, language, digits, name }),
  };
};
