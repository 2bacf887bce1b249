import type { Agenda } from './agenda.ts';
import type { Limits } from './limits.ts';
import type { Notifier } from './notify/notifier.ts';
import type { FaultRules } from './rules.ts';
import type { SandboxState } from './state.ts';

/** How what goes between merchant and gateway is signed (gateway notes, section 7.4). The padding is not documented: it is plugged in. */
export interface Signatures {
  /** Whether the merchant signed this text; `signature` is base64. */
  verify(text: string, signature: string): boolean | Promise<boolean>;
  /** The gateway's signature under a text, in base64. */
  sign(text: string): string | Promise<string>;
}

/** What everything in the sandbox works with. */
export interface Deps {
  state: SandboxState;
  rules: FaultRules;
  limits: Limits;
  notifier: Notifier;
  agenda: Agenda;
  signatures: Signatures | undefined;
  /** Where the pages live, without a slash at the end. */
  origin: string;
  /** Runs something later; real time unless replaced. */
  later: (run: () => void, milliseconds: number) => void;
}
