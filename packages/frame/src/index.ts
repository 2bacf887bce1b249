export { scriptHash, styleHash } from './generated.ts';
export { frameHeaders, framePage, type FramePageOptions, type FramePlacement } from './page.ts';
export { type FrameLanguage, frameWords, type FrameWords } from './words.ts';
